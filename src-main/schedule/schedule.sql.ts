/** What is scheduled, and how: some hundred rows at most. */
import type { RowOf } from '../../shared/kernel/record.ts'
import type { resources } from '../../shared/schedule/resource.ts'
import {
  schedulePolicies,
  suggestedPolicy,
  type SchedulePolicy,
} from '../../shared/schedule/schedule-policy.ts'
import type { visitTypes } from '../../shared/schedule/visit-type.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'

export type ResourceRow = RowOf<typeof resources> & { version: number }
export type VisitTypeRow = RowOf<typeof visitTypes> & { version: number }

const resourceFields =
  'id, version, kind, name, short, locationId, practitionerId, userId, category, atOnce, overbook, active, rank'
const visitTypeFields =
  'id, version, name, color, minutes, prepareMinutes, cleanMinutes, needs, telehealth, newPatients, instructions, active, rank'

/** In the order of lists. */
export const everyResource = (read: Reader): ResourceRow[] =>
  read
    .rows<ResourceRow>(`SELECT ${resourceFields} FROM resources`)
    .toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))

export const resourcesOf = (read: Reader, ids: readonly string[]): ResourceRow[] =>
  read.rows<ResourceRow>(
    `SELECT ${resourceFields} FROM resources WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  )

export const everyVisitType = (read: Reader): VisitTypeRow[] =>
  read
    .rows<VisitTypeRow>(`SELECT ${visitTypeFields} FROM visitTypes`)
    .toSorted((a, b) => a.rank - b.rank || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))

export const visitTypeRow = (read: Reader, id: string): VisitTypeRow | undefined =>
  read.rows<VisitTypeRow>(`SELECT ${visitTypeFields} FROM visitTypes WHERE id = ?`, id)[0]

const policyFields = Object.keys(schedulePolicies.row.shape).filter((field) => field !== 'id')

/** How the practice schedules, where somebody said so. */
export const policyRow = (read: Reader): (SchedulePolicy & { version: number }) | undefined =>
  read.rows<SchedulePolicy & { version: number }>(
    `SELECT version, ${policyFields.join(', ')} FROM schedulePolicies WHERE id = ?`,
    practiceOf(read)?.id ?? '',
  )[0]

/** How the practice schedules; as the product has it where nobody said otherwise. */
export const policyOf = (read: Reader): SchedulePolicy =>
  read.rows<SchedulePolicy>(
    `SELECT ${policyFields.join(', ')} FROM schedulePolicies WHERE id = ?`,
    practiceOf(read)?.id ?? '',
  )[0] ?? suggestedPolicy
