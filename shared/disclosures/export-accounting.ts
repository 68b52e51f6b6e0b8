import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { AccountingAsked, getAccounting } from './get-accounting.ts'

/**
 * Writes a patient's list of disclosures to a folder that somebody chooses, as a table (RFC 4180). `written` is null where no folder was
 * chosen. Throws as `getAccounting`, `export.must-encrypt`, `audit.export-exists`, and what the disk says.
 */
export const exportAccounting = defineCommand({
  name: 'disclosures.exportAccounting',
  input: AccountingAsked.extend({
    /** With a passphrase, as age does (age-encryption.org/v1); in the clear only for whoever has `export.clear`. */
    encrypted: z.boolean(),
  }),
  output: z.strictObject({
    written: z
      .strictObject({
        fileName: z.string(),
        lines: z.int(),
        /** What opens it; kept nowhere. Null where it is in the clear. */
        passphrase: z.string().nullable(),
      })
      .nullable(),
  }),
  example: { ...getAccounting.example, encrypted: true },
  permission: 'print',
  stepUp: true,
  audit: {
    action: 'disclosure.export',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ from, to, encrypted }, output) => ({
      recipient: 'patient',
      purpose: 'request',
      from,
      to,
      encrypted,
      ...(output?.written && { lines: output.written.lines }),
    }),
  },
})
