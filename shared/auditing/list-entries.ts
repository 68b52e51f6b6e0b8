import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Covered, scopeNamed } from './covered.ts'
import { EntryLine, EntryReport, filtersNamed, latestFirst } from './entry-line.ts'

/**
 * A stretch of a report about this workstation's own audit log, or the practice's. `upTo`: the number
 * (of the practice's: the place) of the last entry it takes in, so that what is written meanwhile, this question too, shifts nothing;
 * null for the last there is. Throws `audit.period`, `audit.whole-off`.
 */
export const listEntries = defineQuery({
  name: 'auditing.listEntries',
  input: EntryReport.extend({
    upTo: z.int().min(0).nullable(),
    offset: z.int().min(0).max(100_000_000),
    limit: z.int().min(1).max(200),
  }),
  output: z.strictObject({
    total: z.int(),
    upTo: z.int(),
    lines: z.array(EntryLine).max(200),
    /** Of the moment it is asked for anew (`upTo` null); null of what goes on from there. */
    covers: Covered.nullable(),
  }),
  example: { ...latestFirst, upTo: null, offset: 0, limit: 100 },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  // asked anew by whoever wants to see what came since
  reads: ['users', 'patients', 'practices'],
  audit: {
    action: 'audit.list',
    category: 'configuration',
    subject: ({ filter }) => filter.patientId,
    detail: ({ scope, filter, sort, descending, offset }, output) => ({
      ...scopeNamed(scope),
      filters: filtersNamed(filter),
      sort: `${sort} ${descending ? 'descending' : 'ascending'}`,
      offset,
      ...(filter.from !== null && { from: filter.from }),
      ...(filter.to !== null && { to: filter.to }),
      ...(output && { total: output.total }),
    }),
  },
})
