import { documents } from '../../shared/charting/document.ts'
import { markDocumentWrong, unmarkDocumentWrong } from '../../shared/charting/mark-document.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { documentOf } from './documents.sql.ts'

const wrongStatus = 'entered-in-error'

export const markDocumentWrongHandler = handle(markDocumentWrong, (tx, input, ctx) => {
  const { patientId, documentId, version, reason } = input
  const document = documentOf(tx, patientId, documentId)
  if (!document) throw new AppError('NotFound', 'document.not-found')
  if (document.status === wrongStatus) throw new AppError('Conflict', 'document.wrong-already')
  const wrong = { reason, by: ctx.actor.id, at: ctx.now }
  tx.amend(documents, documentId, { status: wrongStatus, wrong }, version)
  return { version: version + 1 }
})

export const unmarkDocumentWrongHandler = handle(
  unmarkDocumentWrong,
  (tx, { patientId, documentId, version }) => {
    const document = documentOf(tx, patientId, documentId)
    if (!document) throw new AppError('NotFound', 'document.not-found')
    // one that came so from elsewhere was never said to be wrong here
    if (!document.wrong) throw new AppError('Conflict', 'document.not-wrong')
    tx.amend(documents, documentId, { status: 'current', wrong: null }, version)
    return { version: version + 1 }
  },
)
