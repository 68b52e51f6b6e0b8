/** What is known of the bytes of documents. Whose they are and whether the cloud has them is followed by triggers (0011-blobs.sql). */
import { instantOf } from '../../shared/kernel/time.ts'
import type { Reader } from './reader.ts'
import type { Store } from './store.ts'

export type BlobRow = Readonly<{
  sha: string
  size: number
  here: 0 | 1
  stored: 0 | 1 | 2
  sent: number
  got: number
  fault: string | null
}>

const columns = 'sha, size, here, stored, sent, got, fault'

export const blobOf = (read: Pick<Reader, 'rows'>, sha: string): BlobRow | undefined =>
  read.rows<BlobRow>(`SELECT ${columns} FROM blob WHERE sha = ?`, sha)[0]

export type Staged = Readonly<{
  sha: string
  size: number
  contentType: string
  owner: string
  patientId: string
  at: string
}>

/** Bytes that somebody chose for a document are in their place. To be called after their file is, and never before (T8). */
export function noteStaged(store: Store, { sha, size, contentType, owner, patientId, at }: Staged): void {
  store.db
    .transaction(() => {
      store
        .prepare(
          `INSERT INTO blob (sha, size, since, here, madeHere, got, stored) VALUES (?, ?, ?, 1, 1, ?,
             EXISTS (SELECT 1 FROM stored_blobs WHERE sha256 = ? AND version > 0))
           ON CONFLICT (sha) DO UPDATE SET here = 1, madeHere = 1, got = excluded.got, fault = NULL`,
        )
        .run(sha, size, at, size, sha)
      store
        .prepare(
          `INSERT INTO staged_file (sha, owner, patientId, contentType, at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET contentType = excluded.contentType, at = excluded.at`,
        )
        .run(sha, owner, patientId, contentType, at)
    })
    .immediate()
  store.touched(['blob'])
}

/** They came from the cloud, and their file is in its place. */
export function noteHere(store: Store, sha: string): void {
  store.prepare('UPDATE blob SET here = 1, got = size, fault = NULL WHERE sha = ?').run(sha)
  store.touched(['blob'])
}

/** Their file is taken away next. */
export function noteGone(store: Store, sha: string): void {
  store.prepare('UPDATE blob SET here = 0, got = 0 WHERE sha = ?').run(sha)
  store.touched(['blob'])
}

/** How much the cloud has (`sent`), or has come from there (`got`), in bytes. Nothing depends on it but what is shown. */
export function noteProgress(store: Store, sha: string, what: 'sent' | 'got', bytes: number): void {
  store.relaxed(() => {
    store.prepare(`UPDATE blob SET ${what} = ? WHERE sha = ?`).run(bytes, sha)
  })
  store.touched(['blob'])
}

/** Why it needs a person; null where it does not any more. */
export function noteFault(store: Store, sha: string, fault: string | null): void {
  store.prepare('UPDATE blob SET fault = ? WHERE sha = ?').run(fault, sha)
  store.touched(['blob'])
}

const isUsed = 'EXISTS (SELECT 1 FROM document_file WHERE document_file.sha = blob.sha)'

/** Here, shown by a document, and not known to be in the cloud; the oldest first. What is damaged cannot be sent. */
export const toSend = (store: Store): IterableIterator<BlobRow> =>
  store
    .prepare<[], BlobRow>(
      `SELECT ${columns} FROM blob WHERE here = 1 AND stored = 0 AND fault IS NOT 'file.damaged' AND ${isUsed}
       ORDER BY since`,
    )
    .iterate()

/** In the cloud and not here, of so many bytes at most; what was added last comes first. */
export const toGet = (store: Store, mostBytes: number): IterableIterator<BlobRow> =>
  store
    .prepare<[number], BlobRow>(
      `SELECT ${columns} FROM blob WHERE here = 0 AND stored <> 0 AND size <= ? AND fault IS NULL AND ${isUsed}
       ORDER BY since DESC`,
    )
    .iterate(mostBytes)

/** Neither here nor in the cloud: another workstation has them. */
export const elsewhere = (store: Store): IterableIterator<BlobRow> =>
  store
    .prepare<[], BlobRow>(
      `SELECT ${columns} FROM blob WHERE here = 0 AND stored = 0 AND ${isUsed} ORDER BY since DESC`,
    )
    .iterate()

/** Not here, and shown by a document. */
export const isWanted = (store: Store, sha: string): boolean =>
  store.prepare(`SELECT 1 FROM blob WHERE sha = ? AND here = 0 AND ${isUsed}`).get(sha) !== undefined

/** How long the bytes that were added here stay after the cloud has them, as long as an acknowledged op is kept. */
const keptMs = 35 * 86_400_000

/**
 * Whether the bytes of a blob may be taken off this workstation: the cloud's own word that it has them has been read from
 * the log (invariant 21), and nobody here is about to use them. What was added here stays for 35 days more: a cloud that is
 * set back loses the bytes that came after, and gets them again from whoever brought them. `nowMs`: since 1970.
 */
export function mayForget(store: Store, sha: string, nowMs: number): boolean {
  const row = store
    .prepare<[string, string], { may: number }>(
      `SELECT stored = 1 AND NOT EXISTS (SELECT 1 FROM staged_file WHERE staged_file.sha = blob.sha)
         AND (madeHere = 0 OR EXISTS (SELECT 1 FROM stored_blobs WHERE sha256 = blob.sha AND storedAt < ?)) AS may
       FROM blob WHERE sha = ?`,
    )
    .get(instantOf(nowMs - keptMs), sha)
  return row?.may === 1
}

/** Here, and in the cloud too; what was added first comes first. */
export const alsoInCloud = (store: Store): string[] =>
  store
    .prepare<[], { sha: string }>('SELECT sha FROM blob WHERE here = 1 AND stored = 1 ORDER BY since')
    .all()
    .map(({ sha }) => sha)

/** Chosen before `before` (ISO 8601) for a document that nobody is writing any more. */
export function dropStaged(store: Store, draftKind: string, before: string): void {
  store
    .prepare(
      `DELETE FROM staged_file WHERE at < ? AND NOT EXISTS (
         SELECT 1 FROM draft WHERE draft.owner = staged_file.owner AND kind = ? AND subject = staged_file.patientId)`,
    )
    .run(before, draftKind)
}

/**
 * Nobody uses them: no document shows them, and none is being made of them. Nothing counts as unused while a document that
 * the cloud lost waits in the inbox: it may come back.
 */
const isUnused = `since < ? AND NOT ${isUsed}
  AND NOT EXISTS (SELECT 1 FROM staged_file WHERE staged_file.sha = blob.sha)
  AND NOT EXISTS (SELECT 1 FROM attention WHERE state = 'open' AND op >= 'document/' AND op < 'document0')`

export const unused = (store: Store, before: string): string[] =>
  store
    .prepare<[string], { sha: string }>(`SELECT sha FROM blob WHERE ${isUnused}`)
    .all(before)
    .map(({ sha }) => sha)

/** Forgets it if nobody uses it still; false where somebody does. */
export const forgetUnused = (store: Store, sha: string, before: string): boolean =>
  store.prepare(`DELETE FROM blob WHERE sha = ? AND ${isUnused}`).run(sha, before).changes > 0
