/** Reports under a name, of whoever saved them. They stay on this workstation, as its log does. */
import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { words } from '../kernel/fields.ts'
import { EntryReport, latestFirst } from './entry-line.ts'

const name = words(60)

export const listReports = defineQuery({
  name: 'auditing.listReports',
  input: z.strictObject({}),
  output: z.strictObject({ reports: z.array(z.strictObject({ name: z.string(), report: EntryReport })) }),
  example: {},
  permission: 'audit.read',
  reads: ['preference'],
  audit: { none: 'one’s own saved filters; what they find is recorded when it is asked for' },
})

/** In place of one of the same name. Throws `audit.many-reports`. */
export const saveReport = defineCommand({
  name: 'auditing.saveReport',
  input: z.strictObject({ name, report: EntryReport }),
  output: z.strictObject({}),
  example: { name: 'Refused this month', report: latestFirst },
  permission: 'audit.read',
  audit: { action: 'audit.save-report', category: 'configuration', subject: () => null },
})

export const removeReport = defineCommand({
  name: 'auditing.removeReport',
  input: z.strictObject({ name }),
  output: z.strictObject({}),
  example: { name: 'Refused this month' },
  permission: 'audit.read',
  audit: { action: 'audit.remove-report', category: 'configuration', subject: () => null },
})
