import { z } from 'zod'
import { singleExports } from '../access/export-policy.ts'
import { HandingOut } from '../audit/handing-out.ts'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'

/**
 * Writes all of one patient's record, as far as whoever asks may see it, to a folder that somebody chooses (docs/exports.md). Needs the right to
 * read charts too. Throws `export.must-encrypt`, `export.chart-away`, `patient.not-found`, `audit.export-exists`, and what the disk says.
 */
export const exportRecord = defineCommand({
  name: 'exports.exportRecord',
  input: z.strictObject({
    patientId: Id,
    handingOut: HandingOut,
    /** Of whoever gets it: for the patient's list of disclosures. */
    toName: text(200).default(''),
    /** With a passphrase, as age does (age-encryption.org/v1); in the clear only for whoever has `export.clear`. */
    encrypted: z.boolean(),
  }),
  output: z.strictObject({
    /** Null where no folder was chosen. */
    written: z
      .strictObject({
        fileName: z.string(),
        exportId: z.string(),
        resources: z.int(),
        /** Entries that are not in it, because whoever asked may not see them. */
        withheld: z.int(),
        /** What opens it; kept nowhere. Null where it is in the clear. */
        passphrase: z.string().nullable(),
      })
      .nullable(),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    handingOut: { recipient: 'patient', purpose: 'copy' },
    encrypted: true,
  },
  permission: 'record.export',
  stepUp: true,
  // whoever needs more takes them together, by two people; over a sign-out the handler counts on
  cap: singleExports,
  audit: {
    action: 'record.write-file',
    category: 'chart',
    subject: ({ patientId }) => patientId,
    detail: ({ handingOut, encrypted }, output) => ({
      ...handingOut,
      encrypted,
      ...(output?.written && {
        export: output.written.exportId,
        resources: output.written.resources,
        withheld: output.written.withheld,
      }),
    }),
  },
})
