/** A scan, a photo, a letter: chosen or dropped, added, seen, taken back, marked as wrong. Without a network all along. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addDocument, takeBackDocument } from '../../shared/charting/add-document.ts'
import { chooseFiles } from '../../shared/charting/choose-files.ts'
import { getFileStates } from '../../shared/charting/get-file-states.ts'
import { listDocuments } from '../../shared/charting/list-documents.ts'
import { markDocumentWrong, unmarkDocumentWrong } from '../../shared/charting/mark-document.ts'
import { getFilePart, openFile } from '../../shared/charting/open-file.ts'
import { beginFile, partBytes, sendFilePart } from '../../shared/charting/send-file.ts'
import type { StagedFile } from '../../shared/charting/staged-file.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { aJpeg, aPdf, aPng, filesIn, shaOf } from '../kit/documents.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights, type Practice } from '../kit/practice.ts'
import { waitingOps } from '../kit/store.ts'

async function chart(options: Parameters<typeof newPractice>[0] = {}) {
  const desk = await newPractice(options)
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  return { desk, patientId }
}
async function choose(desk: Practice, patientId: string, files: Readonly<Record<string, Uint8Array>>) {
  desk.files = filesIn(join(tempFolder(), 'scans'), files)
  return desk.call(chooseFiles, { patientId })
}
const describing = {
  title: 'Harbor Health, both sides',
  kind: 'insurance-card',
  date: '2026-11-23',
  note: '',
} as const
const asInput = (files: readonly StagedFile[]) =>
  files.map(({ sha256, name }) => ({ sha256, name, pages: null }))

/** Reads it as the page does. */
async function readAll(desk: Practice, patientId: string, sha256: string): Promise<Buffer> {
  const { opened } = await desk.call(openFile, { patientId, sha256 })
  if (!opened) throw new Error('not here')
  const parts: Buffer[] = []
  for (let at = 0; at < opened.size; at += partBytes) {
    const { base64 } = await desk.call(getFilePart, { token: opened.token, from: at, to: at + partBytes })
    parts.push(Buffer.from(base64, 'base64'))
  }
  return Buffer.concat(parts)
}

test('two pictures and a PDF become documents, in the chart at once, with one op each that carries no byte of them', async () => {
  const { desk, patientId } = await chart()
  const [front, back, letter] = [aPng(), aPng(), aPdf(2, 3 * 900 * 900)]
  const { files, refused } = await choose(desk, patientId, {
    'front.png': front,
    'back.PNG': back,
    'letter.pdf': letter,
  })
  expect(refused).toEqual([])
  expect(files.map(({ name, contentType, size }) => [name, contentType, size])).toEqual([
    ['front.png', 'image/png', front.length],
    ['back.PNG', 'image/png', back.length],
    ['letter.pdf', 'application/pdf', letter.length],
  ])
  const ops = waitingOps(desk.session.store).length
  const { documentId } = await desk.call(addDocument, {
    ...describing,
    patientId,
    files: asInput(files.slice(0, 2)),
  })
  await desk.call(addDocument, {
    ...describing,
    patientId,
    kind: 'other',
    title: 'Letter',
    files: asInput(files.slice(2)),
  })
  const made = waitingOps(desk.session.store).slice(ops)
  expect(made.map(({ kind, changes }) => [kind, changes.map(({ type }) => type)])).toEqual([
    ['charting.addDocument@1', ['document']],
    ['charting.addDocument@1', ['document']],
  ])
  expect(JSON.stringify(made).length).toBeLessThan(4000)

  const { documents } = await desk.call(listDocuments, { patientId })
  const card = documents.find(({ id }) => id === documentId)
  expect(card).toMatchObject({
    title: describing.title,
    kind: 'Insurance card',
    code: { system: 'http://loinc.org', code: '64290-0' },
    status: 'current',
    date: '2026-11-23',
    addedByName: 'Ana Rivera, MD',
    addedOn: desk.session.workstation.device,
    attachments: [
      { title: 'front.png', held: 'blob', blob: { sha256: shaOf(front), size: front.length } },
      { title: 'back.PNG', held: 'blob', blob: { sha256: shaOf(back) } },
    ],
  })
  expect(documents.find(({ title }) => title === 'Letter')).toMatchObject({ code: null })
  for (const bytes of [front, back, letter])
    expect((await readAll(desk, patientId, shaOf(bytes))).equals(bytes)).toBe(true)
  const { files: states } = await desk.call(getFileStates, { patientId })
  expect(states.map(({ where, stored }) => [where, stored])).toEqual([
    ['here', false],
    ['here', false],
    ['here', false],
  ])
  // who chose, added and opened what is in the log; parts are not
  const said = auditRows(desk).filter(({ action }) => action.startsWith('document.'))
  expect(said.map(({ action, subject, outcome }) => [action, subject, outcome])).toEqual([
    ['document.choose-files', patientId, 'done'],
    ['document.add', patientId, 'done'],
    ['document.add', patientId, 'done'],
    ['document.view', patientId, 'done'],
    ['document.open', patientId, 'done'],
    ['document.open', patientId, 'done'],
    ['document.open', patientId, 'done'],
  ])
  expect(desk.faults).toEqual([])
})

describe('what cannot be shown is not taken, and says why', () => {
  const utf16 = Buffer.from('\ufeffPatient letter', 'utf16le')
  test.each<[string, Uint8Array, string]>([
    ['photo.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 'file.heic'],
    ['fax.tif', Buffer.from('II*\0\x08\0\0\0', 'latin1'), 'file.tiff'],
    ['letter.docx', Buffer.from('PK\x03\x04 a word processor', 'latin1'), 'file.kind'],
    ['program.txt', Buffer.from('MZ\0\0\x03 not a text', 'latin1'), 'file.kind'],
    ['letter.txt', utf16, 'file.kind'],
    ['card.png', aPdf(), 'file.not-what-it-says'],
    ['card.jpg', aPng(), 'file.not-what-it-says'],
    ['scan.pdf', Buffer.from('hello, this is no PDF'), 'file.not-what-it-says'],
    ['page.html', Buffer.from('<script>alert(1)</script>'), 'file.kind'],
    ['empty.pdf', Buffer.alloc(0), 'file.empty'],
  ])('%s', async (name, bytes, reason) => {
    const { desk, patientId } = await chart({ profile: tempFolder(true) })
    const { files, refused } = await choose(desk, patientId, { [name]: bytes, 'good.png': aPng() })
    expect(refused).toEqual([{ name, reason, params: {} }])
    // and the others are
    expect(files.map((file) => file.name)).toEqual(['good.png'])
    const unfinished = join(desk.profile, 'store/blobs/unfinished')
    expect(readdirSync(unfinished)).toEqual([])
  })

  test('a file that is gone, a folder, and one that is too large', async () => {
    const { desk, patientId } = await chart({ profile: tempFolder(true) })
    const folder = tempFolder(true)
    const large = join(folder, 'large.pdf')
    writeFileSync(large, '%PDF-1.4')
    const { truncateSync } = await import('node:fs')
    truncateSync(large, 101 * 1024 * 1024)
    desk.files = [join(folder, 'gone.pdf'), folder, large]
    const { files, refused } = await desk.call(chooseFiles, { patientId })
    expect([files, refused.map(({ reason }) => reason)]).toEqual([
      [],
      ['file.unreadable', 'file.unreadable', 'file.too-large'],
    ])
  })

  test('plain text in the two encodings there are', async () => {
    const { desk, patientId } = await chart({ profile: tempFolder(true) })
    const { files } = await choose(desk, patientId, {
      'a.txt': Buffer.from('Grüße aus Boston\r\n\tJosé'),
      'b.txt': Buffer.from('Gr\xfc\xdfe aus Boston', 'latin1'),
      note: Buffer.from('without an ending'),
      'c.jpeg': aJpeg,
    })
    expect(files.map(({ contentType }) => contentType)).toEqual([
      'text/plain; charset=utf-8',
      'text/plain; charset=windows-1252',
      'text/plain; charset=utf-8',
      'image/jpeg',
    ])
  })
})

describe('a file that was dropped or pasted comes from its page in parts', () => {
  const send = async (desk: Practice, token: string, bytes: Buffer, from: number, to: number) =>
    (await desk.call(sendFilePart, { token, from, base64: bytes.subarray(from, to).toString('base64') })).file

  test('in order, and whole with the last of them', async () => {
    const { desk, patientId } = await chart()
    const bytes = aPng(900, 800)
    const { token } = await desk.call(beginFile, { patientId, name: 'image.png', size: bytes.length })
    expect(await send(desk, token, bytes, 0, partBytes)).toBeNull()
    // out of order, twice, or of nobody's token
    expect(await reasonOf(send(desk, token, bytes, 0, partBytes))).toBe('file.not-begun')
    expect(await reasonOf(send(desk, '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', bytes, 0, 10))).toBe(
      'file.not-begun',
    )
    const file = await send(desk, token, bytes, partBytes, bytes.length)
    expect(file).toEqual({
      sha256: shaOf(bytes),
      name: 'image.png',
      contentType: 'image/png',
      size: bytes.length,
    })
    expect(await reasonOf(send(desk, token, bytes, bytes.length, bytes.length))).toBe('file.not-begun')
    // seen before it is added, by whoever chose it
    expect((await readAll(desk, patientId, shaOf(bytes))).equals(bytes)).toBe(true)
  })

  test('refused as soon as it shows what it is, or is more than it said', async () => {
    const { desk, patientId } = await chart({ profile: tempFolder(true) })
    const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), Buffer.alloc(5000)])
    const first = await desk.call(beginFile, { patientId, name: 'IMG_1.heic', size: heic.length })
    expect(await reasonOf(send(desk, first.token, heic, 0, 2000))).toBe('file.heic')
    const png = aPng()
    const second = await desk.call(beginFile, { patientId, name: 'a.png', size: png.length - 1 })
    expect(await reasonOf(send(desk, second.token, png, 0, png.length))).toBe('file.not-begun')
    expect(await reasonOf(desk.call(beginFile, { patientId, name: 'a.png', size: 200_000_000 }))).toBe(
      'input.invalid',
    )
    expect(readdirSync(join(desk.profile, 'store/blobs/unfinished'))).toEqual([])
  })
})

test('only files that one has chosen oneself, for this patient, become a document', async () => {
  const { desk, patientId } = await chart()
  const other = await desk.call(registerPatient, { ...registerPatient.example, notADuplicate: true })
  const { files } = await choose(desk, patientId, { 'a.png': aPng() })
  const input = { ...describing, files: asInput(files) }
  expect(await reasonOf(desk.call(addDocument, { ...input, patientId: other.patientId }))).toBe(
    'file.not-staged',
  )
  expect(
    await reasonOf(desk.call(openFile, { patientId: other.patientId, sha256: files[0]?.sha256 ?? '' })),
  ).toBe('document.not-found')
  const { actor } = desk.session
  const colleague = {
    ...withRights(desk.session, permissions),
    actor: { ...actor, id: other.patientId, can: new Set(permissions) },
  }
  const theirs = doorOf(desk, { session: () => colleague })
  expect(await theirs(addDocument.name, JSON.stringify({ ...input, patientId }))).toMatchObject({
    error: { reason: 'file.not-staged' },
  })
  expect(await reasonOf(desk.call(addDocument, { ...input, patientId }))).toBe('ok')
  // it is used up with that
  expect(await reasonOf(desk.call(addDocument, { ...input, patientId }))).toBe('file.not-staged')
})

test('taken back at once it leaves the chart and its files wait; later, or by somebody else, it stays', async () => {
  const clock = new TestClock()
  const { desk, patientId } = await chart({ clock })
  const { files } = await choose(desk, patientId, { 'a.png': aPng() })
  const add = () => desk.call(addDocument, { ...describing, patientId, files: asInput(files) })
  const first = await add()
  await desk.call(takeBackDocument, { patientId, documentId: first.documentId })
  expect((await desk.call(listDocuments, { patientId })).documents).toEqual([])
  const second = await add()
  const { actor } = desk.session
  const colleague = { ...desk.session, actor: { ...actor, id: patientId } }
  const theirs = doorOf(desk, { session: () => colleague })
  const input = { patientId, documentId: second.documentId }
  expect(await theirs(takeBackDocument.name, JSON.stringify(input))).toMatchObject({
    error: { reason: 'document.not-yours' },
  })
  clock.wall += 5 * 60_000 + 1
  expect(await reasonOf(desk.call(takeBackDocument, input))).toBe('document.too-late')
  expect((await desk.call(listDocuments, { patientId })).documents).toHaveLength(1)
})

test('marked as entered in error it stays, says who, when and why, and can stand again', async () => {
  const { desk, patientId } = await chart()
  const { files } = await choose(desk, patientId, { 'a.png': aPng() })
  const { documentId } = await desk.call(addDocument, { ...describing, patientId, files: asInput(files) })
  const wrong = { patientId, documentId, version: 1, reason: 'The card of another patient' }
  expect(await reasonOf(desk.call(markDocumentWrong, { ...wrong, version: 7 }))).toBe('row.changed')
  expect(await desk.call(markDocumentWrong, wrong)).toEqual({ version: 2 })
  expect(await reasonOf(desk.call(markDocumentWrong, { ...wrong, version: 2 }))).toBe(
    'document.wrong-already',
  )
  expect((await desk.call(listDocuments, { patientId })).documents).toMatchObject([
    { status: 'entered-in-error', wrong: { reason: wrong.reason }, wrongByName: 'Ana Rivera, MD' },
  ])
  await desk.call(unmarkDocumentWrong, { patientId, documentId, version: 2 })
  expect((await desk.call(listDocuments, { patientId })).documents).toMatchObject([
    { status: 'current', wrong: null },
  ])
  expect(await reasonOf(desk.call(unmarkDocumentWrong, { patientId, documentId, version: 3 }))).toBe(
    'document.not-wrong',
  )
})

test('a damaged file is named, and a person is told', async () => {
  const { desk, patientId } = await chart()
  const bytes = aPng(300, 300)
  const { files } = await choose(desk, patientId, { 'a.png': bytes })
  await desk.call(addDocument, { ...describing, patientId, files: asInput(files) })
  const sha256 = shaOf(bytes)
  const path = join(desk.profile, 'store/blobs', sha256.slice(0, 2), sha256)
  const { opened } = await desk.call(openFile, { patientId, sha256 })
  const damaged = readFileSync(path)
  damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 1
  writeFileSync(path, damaged)
  const read = desk.call(getFilePart, { token: opened?.token ?? '', from: 0, to: bytes.length })
  expect(await reasonOf(read)).toBe('file.damaged')
  expect((await desk.call(getFileStates, { patientId })).files).toMatchObject([{ fault: 'file.damaged' }])
  expect(desk.told.some(({ value }) => JSON.stringify(value).includes('"blob"'))).toBe(true)
})
