/** What is known of the bytes of documents follows the documents and the cloud's word, in the transaction that changes them. */
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { documents } from '../../shared/charting/document.ts'
import { addingDraft } from '../../shared/charting/staged-file.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { storedBlobId } from '../../shared/sync/stored-blob.ts'
import { BlobFolder } from '../../src-main/blobs/blob-folder.ts'
import { collectBlobs, forgetBlob } from '../../src-main/blobs/collect.ts'
import { applyPage, type CloudRow } from '../../src-main/store/apply.ts'
import {
  blobOf,
  elsewhere,
  mayForget,
  noteFault,
  noteHere,
  noteStaged,
  toGet,
  toSend,
} from '../../src-main/store/blob-rows.ts'
import { beginEpoch, changeEpoch, endRereading } from '../../src-main/store/epoch-change.ts'
import type { Store } from '../../src-main/store/store.ts'
import { shaOf } from '../kit/documents.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, contextAt, newStore, newTestId, type TestStore } from '../kit/store.ts'

const now = Date.parse('2026-11-23T15:05:00.000Z')
const dayMs = 86_400_000
const patientId = newTestId()

const aDocument = (shas: readonly string[], id = newTestId()): RowOf<typeof documents> => ({
  ...(rowFor(documents, 2) as RowOf<typeof documents>),
  id,
  patientId,
  addedAt: '2026-11-23T15:00:00.000Z',
  attachments: shas.map((sha256) => ({
    contentType: 'image/png',
    title: '',
    size: 10,
    held: 'blob' as const,
    binaryId: null,
    blob: { sha256, size: 10, pages: null },
  })),
})
const newSha = () => shaOf(randomBytes(8))
const stage = (store: Store, sha: string, at = '2026-11-23T14:59:00.000Z') =>
  noteStaged(store, { sha, size: 10, contentType: 'image/png', owner: anActor.id, patientId, at })
const unstage = (store: Store, sha: string) =>
  command(store, (tx) => tx.writeLocal('DELETE FROM staged_file WHERE sha = ?', sha))

let seq = 0
/** A page of the log with these rows. */
function pull(store: Store, ...rows: CloudRow[]): void {
  if (store.sync.get('epoch') === null) beginEpoch(store, randomUUID())
  seq += rows.length
  const cursor = { epoch: store.sync.get('epoch') ?? '', seq, h: chainStart }
  applyPage(store, { rows, acks: [], cursor, at: '2026-11-23T15:05:00.000Z' })
}
const storedRow = (sha: string, storedAt = '2026-11-23T15:01:00.000Z'): CloudRow => ({
  type: 'stored-blob',
  id: storedBlobId(sha),
  version: 1,
  row: { id: storedBlobId(sha), sha256: sha, size: 10, storedAt },
})
const documentRow = (row: RowOf<typeof documents>, version = 1): CloudRow => ({
  type: 'document',
  id: row.id,
  version,
  row,
})
const shas = (rows: Iterable<{ sha: string }>) => [...rows].map(({ sha }) => sha)
const lists = (store: Store) => ({
  send: shas(toSend(store)),
  get: shas(toGet(store, 100)),
  elsewhere: shas(elsewhere(store)),
})

/** A document that was added here. */
function added(store: Store): { sha: string; id: string } {
  const [sha, id] = [newSha(), newTestId()]
  stage(store, sha)
  command(store, (tx) => {
    tx.put(documents, aDocument([sha], id))
    tx.writeLocal('DELETE FROM staged_file WHERE sha = ?', sha)
  })
  return { sha, id }
}

test('bytes are sent once a document shows them, and until the log says that the cloud has them', () => {
  const store = newStore()
  const sha = newSha()
  stage(store, sha)
  expect(lists(store)).toEqual({ send: [], get: [], elsewhere: [] })
  const id = newTestId()
  command(store, (tx) => tx.put(documents, aDocument([sha], id)))
  expect(lists(store)).toEqual({ send: [sha], get: [], elsewhere: [] })
  noteFault(store, sha, 'blob.not-sent')
  expect(lists(store).send).toEqual([sha])
  pull(store, storedRow(sha))
  expect([lists(store).send, blobOf(store.read, sha)]).toEqual([
    [],
    expect.objectContaining({ stored: 1, fault: null }),
  ])
})

test.each([false, true])(
  'of a document of another workstation they are elsewhere, then to be brought, then here (the word first: %s)',
  (wordFirst) => {
    const store = newStore()
    const sha = newSha()
    const document = aDocument([sha, sha])
    if (wordFirst) pull(store, storedRow(sha))
    pull(store, documentRow(document))
    expect(lists(store).elsewhere).toEqual(wordFirst ? [] : [sha])
    if (!wordFirst) pull(store, storedRow(sha))
    expect(lists(store)).toEqual({ send: [], get: [sha], elsewhere: [] })
    noteHere(store, sha)
    expect(lists(store)).toEqual({ send: [], get: [], elsewhere: [] })
  },
)

test('a document that goes, or shows others, takes its claim along', () => {
  const store = newStore()
  const [a, b, c] = [newSha(), newSha(), newSha()]
  const document = aDocument([a, b])
  pull(store, documentRow(document), storedRow(a), storedRow(b), storedRow(c))
  expect(lists(store).get.toSorted()).toEqual([a, b].toSorted())
  pull(store, documentRow(aDocument([b, c], document.id), 2))
  expect(lists(store).get.toSorted()).toEqual([b, c].toSorted())
  pull(store, { type: 'document', id: document.id, version: 3, row: null })
  expect(lists(store)).toEqual({ send: [], get: [], elsewhere: [] })
})

describe('bytes may go', () => {
  const later = now + 36 * dayMs

  test('only after the log has said that the cloud has them (invariant 21), and not for as long as an op is kept', () => {
    const store = newStore()
    const { sha } = added(store)
    for (const at of [now, later]) expect(mayForget(store, sha, at)).toBe(false)
    pull(store, storedRow(sha))
    expect([mayForget(store, sha, now), mayForget(store, sha, later)]).toEqual([false, true])
    // chosen once more: somebody is about to use them
    stage(store, sha)
    expect(mayForget(store, sha, later)).toBe(false)
    unstage(store, sha)
    expect(mayForget(store, sha, later)).toBe(true)
    expect(mayForget(store, newSha(), later)).toBe(false)
  })

  test('at once where they came from the cloud', () => {
    const store = newStore()
    const sha = newSha()
    pull(store, documentRow(aDocument([sha])), storedRow(sha))
    noteHere(store, sha)
    expect(mayForget(store, sha, now)).toBe(true)
  })

  test('not while the history of a cloud that was restored is being read, and not after if it no longer says so', () => {
    const store = newStore()
    const [one, two] = [added(store), added(store)]
    pull(store, storedRow(one.sha), storedRow(two.sha))
    expect(mayForget(store, one.sha, later)).toBe(true)
    changeEpoch(store, randomUUID(), '2026-11-23T16:00:00.000Z')
    expect([mayForget(store, one.sha, later), mayForget(store, two.sha, later)]).toEqual([false, false])
    // and nothing is sent again before it is known what the cloud has lost
    expect(lists(store).send).toEqual([])
    seq = 0
    pull(store, storedRow(one.sha))
    endRereading(store, '2026-11-23T16:01:00.000Z')
    expect([mayForget(store, one.sha, later), mayForget(store, two.sha, later)]).toEqual([true, false])
    expect(lists(store).send).toEqual([two.sha])
    // it was the cloud's own word: nobody has to look at it
    const waiting = store.db.prepare("SELECT op FROM attention WHERE op LIKE 'stored-blob/%'").all()
    expect(waiting).toEqual([])
  })

  test('and going is one act: the row says so, then the file is gone; refused it changes nothing', async () => {
    const store = newStore()
    const { blobs, sha } = await kept(store)
    expect([await forgetBlob(store, blobs, sha, later), blobs.has(sha)]).toEqual([false, true])
    pull(store, storedRow(sha))
    expect([await forgetBlob(store, blobs, sha, now), blobs.has(sha)]).toEqual([false, true])
    expect([await forgetBlob(store, blobs, sha, later), blobs.has(sha)]).toEqual([true, false])
    expect(lists(store).get).toEqual([sha])
  })
})

/** Bytes in their place, and a document that shows them. */
async function kept(store: TestStore) {
  const blobs = new BlobFolder(join(dirname(store.file), 'blobs'), {
    newest: 1,
    of: new Map([[1, Buffer.alloc(32, 1)]]),
  })
  const keep = async (bytes: Uint8Array) => {
    const writer = await blobs.begin()
    await writer.append(bytes)
    return (await blobs.keep(writer)).sha
  }
  const sha = await keep(randomBytes(10))
  stage(store, sha)
  const id = newTestId()
  command(store, (tx) => tx.put(documents, aDocument([sha], id)))
  unstage(store, sha)
  return { blobs, sha, id, keep, folder: join(dirname(store.file), 'blobs') }
}

describe('what nobody uses is taken away', () => {
  const tomorrow = now + 2 * dayMs
  const pathOf = (folder: string, sha: string) => join(folder, sha.slice(0, 2), sha)
  const makeOld = (path: string, ms = dayMs * 1.5) =>
    utimesSync(path, new Date(tomorrow - ms), new Date(tomorrow - ms))

  test('but never what a document shows, what a draft holds, or what is young', async () => {
    const store = newStore()
    const { blobs, sha, keep, folder } = await kept(store)
    const [drafted, forgotten, orphan, young] = [
      await keep(randomBytes(10)),
      await keep(randomBytes(10)),
      await keep(randomBytes(10)),
      await keep(randomBytes(10)),
    ]
    stage(store, drafted)
    noteStaged(store, {
      sha: forgotten,
      size: 10,
      contentType: 'image/png',
      owner: 'somebody who has no draft',
      patientId,
      at: '2026-11-23T14:59:00.000Z',
    })
    command(store, (tx) =>
      tx.writeLocal(
        'INSERT INTO draft (owner, kind, subject, sealed, updatedAt) VALUES (?, ?, ?, ?, ?)',
        anActor.id,
        addingDraft,
        patientId,
        Buffer.of(1),
        '2026-11-23T15:00:00.000Z',
      ),
    )
    const half = join(folder, 'unfinished', 'x.new')
    writeFileSync(half, 'half')
    for (const each of [sha, drafted, forgotten, orphan]) makeOld(pathOf(folder, each))
    makeOld(half)
    utimesSync(pathOf(folder, young), new Date(tomorrow), new Date(tomorrow))
    expect(await collectBlobs(store, blobs, now)).toBe(0)
    expect(await collectBlobs(store, blobs, tomorrow)).toBe(3)
    expect([sha, drafted, young, forgotten, orphan].map((each) => blobs.has(each))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(existsSync(half)).toBe(false)
    expect(blobOf(store.read, forgotten)).toBeUndefined()
    // once there is no draft any more, its files go too
    command(store, (tx) => tx.writeLocal('DELETE FROM draft WHERE owner = ?', anActor.id))
    await collectBlobs(store, blobs, tomorrow)
    expect([blobs.has(drafted), blobs.has(sha)]).toEqual([false, true])
  })

  test('a document that was taken back leaves its bytes for a day', async () => {
    const store = newStore()
    const { blobs, sha, id, folder } = await kept(store)
    command(store, (tx) => tx.remove(documents, id), contextAt())
    makeOld(pathOf(folder, sha))
    await collectBlobs(store, blobs, now)
    expect(blobs.has(sha)).toBe(true)
    await collectBlobs(store, blobs, tomorrow)
    expect(blobs.has(sha)).toBe(false)
  })

  test('what has come from the cloud so far waits for the rest, as long as a document wants it', async () => {
    const store = newStore()
    const { blobs, folder } = await kept(store)
    const [wanted, unwanted] = [newSha(), newSha()]
    pull(store, documentRow(aDocument([wanted])), storedRow(wanted))
    for (const sha of [wanted, unwanted]) {
      const writer = await blobs.resume(sha)
      await writer.close()
      makeOld(join(folder, 'unfinished', `${sha}.part`))
    }
    await collectBlobs(store, blobs, tomorrow)
    const left = (sha: string) => existsSync(join(folder, 'unfinished', `${sha}.part`))
    expect([left(wanted), left(unwanted)]).toEqual([true, false])
    makeOld(join(folder, 'unfinished', `${wanted}.part`), 40 * dayMs)
    await collectBlobs(store, blobs, tomorrow)
    expect(left(wanted)).toBe(false)
  })

  test('nothing goes while a document that the cloud lost waits for somebody to look', async () => {
    const store = newStore()
    const { blobs, sha, id, folder } = await kept(store)
    command(store, (tx) => tx.remove(documents, id))
    makeOld(pathOf(folder, sha))
    store.db
      .prepare(
        `INSERT INTO attention (op, reason, body, state, madeAt) VALUES (?, 'row.lost-by-cloud', ?, 'open', ?)`,
      )
      .run(`document/${id}`, Buffer.of(1), '2026-11-23T15:00:00.000Z')
    await collectBlobs(store, blobs, tomorrow)
    expect(blobs.has(sha)).toBe(true)
  })

  test('where the disk has no room, what the cloud has goes too, and comes back when it is asked for; nothing else does', async () => {
    const store = newStore()
    const { blobs, sha, keep } = await kept(store)
    const only = await keep(randomBytes(10))
    stage(store, only)
    command(store, (tx) => tx.put(documents, aDocument([only])))
    unstage(store, only)
    pull(store, storedRow(sha))
    const muchLater = now + 36 * dayMs
    await collectBlobs(store, blobs, muchLater, 0)
    expect([blobs.has(sha), blobs.has(only)]).toEqual([true, true])
    expect(await collectBlobs(store, blobs, muchLater, Number.POSITIVE_INFINITY)).toBe(1)
    expect([blobs.has(sha), blobs.has(only)]).toEqual([false, true])
    expect(lists(store)).toEqual({ send: [only], get: [sha], elsewhere: [] })
  })
})
