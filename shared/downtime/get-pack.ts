import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { packDetail } from './pack-detail.ts'
import { PackManifest } from './pack.ts'

/**
 * The downtime pack itself. It needs no cloud and no record store: it lies ready on this disk. Throws `pack.none`,
 * `pack.damaged`.
 */
export const getPack = defineQuery({
  name: 'downtime.getPack',
  input: z.strictObject({}),
  output: z.strictObject({
    manifest: PackManifest,
    /** A PDF. */
    base64: z.string(),
    /** Who looks at it, and where: it stands on what they print. */
    shownTo: z.string(),
    workstation: z.string(),
    /** Whether they may print it. */
    mayPrint: z.boolean(),
  }),
  example: {},
  permission: 'chart.read',
  withoutStore: true,
  reads: [],
  audit: {
    action: 'pack.view',
    category: 'chart',
    subject: () => null,
    detail: (_input, output) =>
      output ? packDetail(output.manifest, { from: 1, to: output.manifest.pages }) : {},
  },
})
