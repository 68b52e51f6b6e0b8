import { AppError } from '../../shared/kernel/errors.ts'
import { getCase } from '../../shared/privacy/get-case.ts'
import { answer } from '../pipeline/handle.ts'
import { caseLine, namesFor } from './list-cases.ts'
import { caseRow, emergencyRow, notesOf } from './privacy.sql.ts'

export const getCaseHandler = answer(getCase, (read, { caseId }, { actor }) => {
  const row = caseRow(read, caseId)
  if (!row) throw new AppError('NotFound', 'case.not-found')
  const emergency = row.emergencyId === null ? undefined : emergencyRow(read, row.emergencyId)
  return {
    line: caseLine(row, actor.id, namesFor(read, [row])),
    emergency: emergency
      ? {
          reason: emergency.reason,
          words: emergency.words,
          until: emergency.until,
          endedAt: emergency.endedAt,
        }
      : null,
    notes: notesOf(read, caseId).map(({ id, finding, text, factors, byName, at }) => ({
      noteId: id,
      finding,
      text,
      factors,
      by: byName ?? '',
      at,
    })),
  }
})
