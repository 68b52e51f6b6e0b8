import { listCases, type CaseLine } from '../../shared/privacy/list-cases.ts'
import { todayAt } from '../access/administering.ts'
import { isConcerned } from '../../shared/privacy/privacy-case.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { everyPerson } from '../store/people.sql.ts'
import { caseCounts, closedCases, openCases, type CaseRow } from './privacy.sql.ts'

/** More are not shown at once; those due first are. */
const most = 1000

export const listCasesHandler = answer(listCases, (read, { show }, ctx) => {
  const rows = show === 'open' ? openCases(read, most) : closedCases(read, most)
  const names = namesFor(read, rows)
  return {
    cases: rows.map((row) => caseLine(row, ctx.actor.id, names)),
    ...caseCounts(read, todayAt(read, ctx)),
  }
})

/** Of those that are named beside whom a case is about; few cases have any. */
export function namesFor(read: Reader, rows: readonly CaseRow[]): ReadonlyMap<string, string> {
  if (rows.every(({ others }) => others.length === 0)) return new Map()
  return new Map(everyPerson(read).map(({ id, displayName }) => [id, displayName]))
}

/** As whoever has this id sees it. */
export const caseLine = (row: CaseRow, asks: string, names: ReadonlyMap<string, string>): CaseLine => ({
  caseId: row.id,
  kind: row.kind,
  about: { userId: row.about, displayName: row.aboutName ?? '' },
  patientName: [row.family, row.given].filter(Boolean).join(', '),
  patientId: row.patientId,
  device: row.device,
  at: row.at,
  dueOn: row.dueOn,
  count: row.count,
  usual: row.usual,
  others: row.others.map((userId) => ({ userId, displayName: names.get(userId) ?? '' })),
  finding: row.finding,
  closedAt: row.closedAt,
  closedBy: row.closedBy === null ? null : { userId: row.closedBy, displayName: row.closedByName ?? '' },
  isAboutYou: isConcerned(row, asks),
})
