import { z } from 'zod'
import { HandingOut } from '../audit/handing-out.ts'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'

/**
 * Writes entries of this workstation's audit log to a folder that somebody chooses, and beside them what was proven of the
 * log. Days are those of the practice, the last included. Throws `export.must-encrypt`, `audit.period`, `audit.export-exists`, and what the disk says.
 */
export const exportAudit = defineCommand({
  name: 'cloud.exportAudit',
  input: z.strictObject({
    from: LocalDate,
    to: LocalDate,
    /** Only what was about one patient. */
    patientId: Id.nullable(),
    format: z.enum(['ndjson', 'csv']),
    handingOut: HandingOut,
    /** Both files with one passphrase, as age does (age-encryption.org/v1); in the clear only for whoever has `export.clear`. */
    encrypted: z.boolean(),
  }),
  output: z.strictObject({
    /** Null where no folder was chosen. */
    written: z
      .strictObject({
        fileName: z.string(),
        entries: z.int(),
        /** The chain holds from its base to its end; else the first entry that is not what it was. */
        holds: z.boolean(),
        firstBad: z.int().nullable(),
        /** What opens them; kept nowhere. Null where they are in the clear. */
        passphrase: z.string().nullable(),
      })
      .nullable(),
  }),
  example: {
    from: '2026-11-01',
    to: '2026-11-30',
    patientId: null,
    format: 'ndjson',
    handingOut: { recipient: 'authority', purpose: 'law' },
    encrypted: true,
  },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  stepUp: true,
  audit: {
    action: 'audit.export',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ from, to, format, handingOut, encrypted }, output) => ({
      ...handingOut,
      from,
      to,
      format,
      encrypted,
      ...(output?.written && { entries: output.written.entries, holds: output.written.holds }),
    }),
  },
})
