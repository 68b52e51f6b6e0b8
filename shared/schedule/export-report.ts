import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { getReport, ReportAsked } from './get-report.ts'

/**
 * Writes a report to a folder that somebody chooses, as a table (RFC 4180), in the clear, since it is about no patient. `written` is null where no
 * folder was chosen. Throws as `getReport`, `audit.export-exists`, and what the disk says.
 */
export const exportReport = defineCommand({
  name: 'schedule.exportReport',
  input: ReportAsked,
  output: z.strictObject({ written: z.strictObject({ fileName: z.string(), rows: z.int() }).nullable() }),
  example: getReport.example,
  permission: 'schedule.configure',
  audit: {
    action: 'schedule.export-report',
    category: 'schedule',
    subject: () => null,
    detail: ({ report, firstDay, lastDay, locationId, kind, resourceIds }) => ({
      report,
      firstDay,
      lastDay,
      kind,
      ...(locationId !== null && { location: locationId }),
      ...(resourceIds.length > 0 && { resources: resourceIds.length }),
    }),
  },
})
