import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** The printers of this computer, and the one that was used last. None where the system does not say. */
export const listPrinters = defineQuery({
  name: 'access.listPrinters',
  input: z.strictObject({}),
  output: z.strictObject({
    /** `name`: what the system calls it; `label`: what people do. */
    printers: z.array(z.strictObject({ name: z.string(), label: z.string() })).max(500),
    last: z.string().nullable(),
  }),
  example: {},
  permission: 'print',
  reads: ['workstation_setting'],
  audit: { none: 'what printers there are; what is printed is recorded with the one it goes to' },
})
