import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** Whether this workstation can be opened with the practice's recovery code, and with which. */
export const getPracticeCode = defineQuery({
  name: 'access.getPracticeCode',
  input: z.strictObject({}),
  output: z.strictObject({
    /** When the code that opens this workstation was made: ISO 8601; null where there is none. */
    madeAt: z.string().nullable(),
    /** What its sheet says beside it. */
    letters: z.string().nullable(),
    /** What it opens lies here. */
    isSealed: z.boolean(),
    /** When another was made elsewhere, which this workstation does not follow yet. */
    offeredAt: z.string().nullable(),
    /** How many there are, and how many follow the latest, as the cloud last said. */
    workstations: z.strictObject({ workstations: z.int(), sealed: z.int() }).nullable(),
    /** When, and as whom, somebody came in here with it. Until it is renewed. */
    used: z.strictObject({ at: z.string(), as: z.string() }).nullable(),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['workstation_setting'],
  audit: { none: 'times and counts, of nobody in particular' },
})
