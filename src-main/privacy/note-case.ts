import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { isConcerned } from '../../shared/privacy/privacy-case.ts'
import { caseNotes } from '../../shared/privacy/case-note.ts'
import { closeCase, noteCase } from '../../shared/privacy/note-case.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { caseRow, type CaseRow } from './privacy.sql.ts'

/** Nobody writes to a case about themselves (security.md N4). */
function otherPersonsCase(read: Reader, caseId: string, { actor }: Pick<Context, 'actor'>): CaseRow {
  const row = caseRow(read, caseId)
  if (!row) throw new AppError('NotFound', 'case.not-found')
  if (isConcerned(row, actor.id)) throw new AppError('Forbidden', 'case.about-you')
  return row
}

export const noteCaseHandler = handle(noteCase, (tx, { caseId, text }, ctx) => {
  otherPersonsCase(tx, caseId, ctx)
  tx.put(caseNotes, {
    id: ctx.newId(),
    caseId,
    finding: null,
    text,
    factors: null,
    by: ctx.actor.id,
    at: ctx.now,
  })
  return {}
})

export const closeCaseHandler = handle(closeCase, (tx, { caseId, finding, text, factors }, ctx) => {
  const { finding: found } = otherPersonsCase(tx, caseId, ctx)
  if (found !== null) throw new AppError('Conflict', 'case.closed')
  const weighed = factors !== null && Object.values(factors).every((each) => each !== '')
  if (finding !== 'proper' && !weighed) throw new AppError('Invalid', 'case.factors-first')
  tx.put(caseNotes, {
    id: ctx.newId(),
    caseId,
    finding,
    text,
    factors: finding === 'proper' ? null : factors,
    by: ctx.actor.id,
    at: ctx.now,
  })
  return {}
})
