import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { scopeNamed } from './covered.ts'
import { EntryReport, filtersNamed, latestFirst } from './entry-line.ts'
import { HandingOut } from '../audit/handing-out.ts'

export const exportFormats = ['table', 'fhir'] as const
export type ExportFormat = (typeof exportFormats)[number]

/**
 * Writes a report to a folder that somebody chooses, with the names of people and patients and the acts in words: as a table (RFC
 * 4180), or as FHIR R4 AuditEvent, one a line (NDJSON), by the patterns of IHE BALP. At most 100,000 entries. Throws `export.must-encrypt`, `audit.period`, `audit.too-many`, `audit.export-exists`, and what the disk says.
 */
export const exportEntries = defineCommand({
  name: 'auditing.exportEntries',
  input: EntryReport.extend({
    handingOut: HandingOut,
    format: z.enum(exportFormats),
    /** With a passphrase, as age does (age-encryption.org/v1); in the clear only for whoever has `export.clear`. */
    encrypted: z.boolean(),
  }),
  output: z.strictObject({
    /** Null where no folder was chosen. */
    written: z
      .strictObject({
        fileName: z.string(),
        entries: z.int(),
        /** What lies beside a report of the practice's log: which workstations it covers, and up to when each. */
        coversName: z.string().nullable(),
        /** What opens it; kept nowhere. Null where it is in the clear. */
        passphrase: z.string().nullable(),
      })
      .nullable(),
  }),
  example: {
    ...latestFirst,
    handingOut: { recipient: 'practice', purpose: 'review' },
    format: 'table',
    encrypted: true,
  },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  stepUp: true,
  audit: {
    action: 'audit.export-report',
    category: 'configuration',
    subject: ({ filter }) => filter.patientId,
    detail: ({ scope, filter, sort, handingOut, format, encrypted }, output) => ({
      ...scopeNamed(scope),
      ...handingOut,
      format,
      encrypted,
      filters: filtersNamed(filter),
      sort,
      ...(output?.written && { entries: output.written.entries }),
    }),
  },
})
