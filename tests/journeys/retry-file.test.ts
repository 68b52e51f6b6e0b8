/** Bytes that could not be carried wait in the inbox, on the document they belong to, until somebody tries again. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { retryFile } from '../../shared/attention/retry-file.ts'
import { addDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { markDocumentWrong } from '../../shared/charting/mark-document.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { blobOf, noteFault } from '../../src-main/store/blob-rows.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { aPng, filesIn } from '../kit/documents.ts'
import { auditRows, newPractice, tempFolder } from '../kit/practice.ts'

/** A document whose file could not be sent. */
async function stuck() {
  const desk = await newPractice()
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  desk.files = filesIn(join(tempFolder(), 'scans'), { 'card.png': aPng() })
  const { files } = await desk.call(chooseFiles, { patientId })
  const sha256 = files[0]?.sha256 ?? ''
  const { documentId, version } = await desk.call(addDocument, {
    ...addDocument.example,
    patientId,
    files: [{ sha256, name: 'card.png', pages: null }],
  })
  noteFault(desk.session.store, sha256, 'blob.not-sent')
  return { desk, patientId, sha256, documentId, version }
}

test('it is listed with its document and patient, counted for everybody, and gone once it is tried again', async () => {
  const { desk, patientId, sha256, documentId } = await stuck()
  const { files } = await desk.call(listAttention, { patientId: null })
  expect(files).toMatchObject([
    { sha256, documentId, patientId, reason: 'blob.not-sent', title: addDocument.example.title },
  ])
  expect((await desk.call(listAttention, { patientId })).files).toHaveLength(1)
  expect((await desk.call(getConnection, {})).attention).toBe(1)

  await desk.call(retryFile, { sha256 })
  expect(blobOf(desk.session.store.read, sha256)?.fault).toBeNull()
  expect((await desk.call(listAttention, { patientId: null })).files).toEqual([])
  expect(await desk.call(getConnection, {})).toMatchObject({ attention: 0, filesToSend: 1 })
  // somebody else was quicker
  expect(await reasonOf(desk.call(retryFile, { sha256 }))).toBe('attention.settled')
  const said = auditRows(desk).filter(({ action }) => action === 'file.retry')
  expect(said.map(({ outcome }) => outcome)).toEqual(['done', 'refused'])
})

test('of a document that was entered in error it needs nobody', async () => {
  const { desk, patientId, documentId, version } = await stuck()
  await desk.call(markDocumentWrong, { patientId, documentId, version, reason: 'Unreadable, scanned again' })
  expect((await desk.call(listAttention, { patientId: null })).files).toEqual([])
  expect((await desk.call(getConnection, {})).attention).toBe(0)
})
