import { listCases, type CaseLine } from '../../shared/privacy/list-cases.ts'
import { todayAt } from '../access/administering.ts'
import { answer } from '../pipeline/handle.ts'
import { caseCounts, closedCases, openCases, type CaseRow } from './privacy.sql.ts'

/** More are not shown at once; those due first are. */
const most = 1000

export const listCasesHandler = answer(listCases, (read, { show }, ctx) => {
  const rows = show === 'open' ? openCases(read, most) : closedCases(read, most)
  return {
    cases: rows.map((row) => caseLine(row, ctx.actor.id)),
    ...caseCounts(read, todayAt(read, ctx)),
  }
})

/** As whoever has this id sees it. */
export const caseLine = (row: CaseRow, asks: string): CaseLine => ({
  caseId: row.id,
  kind: row.kind,
  about: { userId: row.about, displayName: row.aboutName ?? '' },
  patientName: [row.family, row.given].filter(Boolean).join(', '),
  patientId: row.patientId,
  device: row.device,
  at: row.at,
  dueOn: row.dueOn,
  count: row.count,
  finding: row.finding,
  closedAt: row.closedAt,
  closedBy: row.closedBy === null ? null : { userId: row.closedBy, displayName: row.closedByName ?? '' },
  isAboutYou: row.about === asks,
})
