import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { PackManifest } from './pack.ts'

/** How current the downtime pack is, and who is in it. */
export const getPackState = defineQuery({
  name: 'downtime.getPackState',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Null where none has been made, or it cannot be read. */
    pack: PackManifest.extend({ bytes: z.int() }).nullable(),
    making: z.boolean(),
    /** What it shows has changed since. */
    stale: z.boolean(),
    /** Why it could not be made, the last time it was tried: a stable key. */
    problem: z.string().nullable(),
    byHand: z.array(
      z.strictObject({
        patientId: z.string(),
        name: z.string(),
        birthDate: z.string().nullable(),
        mrn: z.string(),
        choice: z.enum(['in', 'out']),
        chosenAt: z.string(),
      }),
    ),
  }),
  example: {},
  permission: 'chart.read',
  reads: ['pack_choice', 'patients'],
  audit: { action: 'pack.list', category: 'demographics', subject: () => null },
})
