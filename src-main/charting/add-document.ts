import { addDocument, takeBackDocument, takeBackMinutes } from '../../shared/charting/add-document.ts'
import { documents, type Attachment } from '../../shared/charting/document.ts'
import { codingOf, documentKinds } from '../../shared/charting/document-kinds.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { documentOf, stagedFile } from './documents.sql.ts'
import { isPatient } from './get-standing.sql.ts'

export const addDocumentHandler = handle(addDocument, (tx, input, ctx, { workstation }) => {
  const { patientId, kind, title, date, note } = input
  if (!isPatient(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const attachments = input.files.map(({ sha256, name, pages }): Attachment => {
    const staged = stagedFile(tx, sha256, ctx.actor.id, patientId)
    if (staged?.here !== 1) throw new AppError('Conflict', 'file.not-staged')
    const { contentType, size } = staged
    const blob = { sha256, size, pages }
    return { contentType, title: name, size, held: 'blob', binaryId: null, blob }
  })
  const id = ctx.newId()
  tx.put(documents, {
    id,
    patientId,
    title,
    kind: documentKinds[kind].name,
    code: codingOf(kind),
    category: '',
    status: 'current',
    date,
    author: '',
    custodian: '',
    encounterId: null,
    attachments,
    note,
    addedBy: ctx.actor.id,
    addedAt: ctx.now,
    addedOn: workstation.device,
    wrong: null,
  })
  for (const { sha256 } of input.files)
    tx.writeLocal(
      'DELETE FROM staged_file WHERE sha = ? AND owner = ? AND patientId = ?',
      sha256,
      ctx.actor.id,
      patientId,
    )
  return { documentId: id, version: 1 }
})

export const takeBackDocumentHandler = handle(takeBackDocument, (tx, { patientId, documentId }, ctx) => {
  const document = documentOf(tx, patientId, documentId)
  if (!document?.addedAt) throw new AppError('NotFound', 'document.not-found')
  if (document.addedBy !== ctx.actor.id) throw new AppError('Forbidden', 'document.not-yours')
  if (Date.parse(ctx.now) - Date.parse(document.addedAt) > takeBackMinutes * 60_000)
    throw new AppError('Conflict', 'document.too-late', { minutes: String(takeBackMinutes) })
  tx.remove(documents, documentId)
  for (const { blob, contentType } of document.attachments)
    if (blob)
      tx.writeLocal(
        `INSERT INTO staged_file (sha, owner, patientId, contentType, at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET at = excluded.at`,
        blob.sha256,
        ctx.actor.id,
        patientId,
        contentType,
        ctx.now,
      )
  return {}
})
