import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { calendarShows } from './write-calendar.ts'

/**
 * Writes a provider's days as an iCalendar file (RFC 5545) to a folder that somebody chooses, in the clear, since nothing of a patient is in it. A
 * day is one of the location of each visit. `written` is null where no folder was chosen. Throws `resource.no-provider`, `audit.export-exists`,
 * and what the disk says.
 */
export const exportCalendar = defineCommand({
  name: 'schedule.exportCalendar',
  input: z.strictObject({
    resourceId: Id,
    firstDay: LocalDate,
    days: z.int().min(1).max(366),
    shows: z.enum(calendarShows).default('busy'),
  }),
  output: z.strictObject({ written: z.strictObject({ fileName: z.string(), entries: z.int() }).nullable() }),
  example: {
    resourceId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a21',
    firstDay: '2026-03-04',
    days: 7,
    shows: 'busy',
  },
  permission: 'schedule.read',
  audit: {
    action: 'calendar.export',
    category: 'schedule',
    subject: () => null,
    detail: ({ resourceId, firstDay, days, shows }) => ({ resourceId, firstDay, days, shows }),
  },
})
