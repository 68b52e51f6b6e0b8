import { z } from 'zod'
import { ownUse } from '../audit/handing-out.ts'
import { defineCommand } from '../kernel/contract.ts'

/** Puts text on the clipboard, from where it is taken away again after a minute, at lock and at exit. */
export const copyText = defineCommand({
  name: 'access.copyText',
  input: z.strictObject({ text: z.string().min(1).max(1_000_000), patientId: z.uuid().nullable() }),
  output: z.strictObject({ clearedAfterSeconds: z.int() }),
  example: { text: 'Name\tBirth date', patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  byKit: 'too',
  permission: 'print',
  maxBytes: 2 * 1024 * 1024,
  audit: {
    action: 'copy',
    category: 'chart',
    subject: (input) => input.patientId,
    // whoever gives it out says so after it: `disclosures.recordDisclosure`
    detail: () => ownUse,
  },
})
