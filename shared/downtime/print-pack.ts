import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { PageRange } from './pack.ts'

/**
 * Records that pages of the downtime pack are about to be printed; printing begins only when this has been kept. Who
 * is on them is read from the pack, not said by the page. Needs the right to read charts too. Throws `pack.none`,
 * `pack.damaged`, `pack.pages`.
 */
export const printPack = defineCommand({
  name: 'downtime.printPack',
  input: PageRange,
  /** What the audit log keeps of it. */
  output: z.strictObject({ pack: z.string(), pages: z.string(), patients: z.int(), whose: z.string() }),
  example: { from: 1, to: 2 },
  permission: 'print',
  withoutStore: true,
  audit: {
    action: 'pack.print',
    category: 'chart',
    subject: () => null,
    detail: (_input, output) => output ?? {},
  },
})
