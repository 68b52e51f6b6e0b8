/**
 * Takes away the bytes that nobody uses: what a kill left half-written, what was chosen and never added, what was taken back.
 * Where the disk is nearly full it also takes what the cloud has, which comes back when it is opened.
 */
import { rm } from 'node:fs/promises'
import { addingDraft } from '../../shared/charting/staged-file.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import {
  alsoInCloud,
  blobOf,
  dropStaged,
  forgetUnused,
  isWanted,
  mayForget,
  noteGone,
  unused,
} from '../store/blob-rows.ts'
import type { Store } from '../store/store.ts'
import type { BlobFile, BlobFolder } from './blob-folder.ts'

const dayMs = 86_400_000
/** What is younger may be on its way into use: a file is in its place before any row names it. */
const youngMs = dayMs
/** What has come of a blob whose document is still here waits so long for the rest. */
const partMs = 35 * dayMs
/** Below this the disk is needed for what has nowhere else to be. In bytes; what is brought unasked stops at twice as much. */
const leastRoom = 512 * 1024 * 1024

/** At every sign-in, in the background. `nowMs`: since 1970; `room`: in bytes. Resolves to how many files were taken away. */
export async function collectBlobs(
  store: Store,
  blobs: BlobFolder,
  nowMs: number,
  room = leastRoom,
): Promise<number> {
  const before = instantOf(nowMs - youngMs)
  let taken = 0
  dropStaged(store, addingDraft, before)
  for (const sha of unused(store, before))
    await blobs.inTurn(async () => {
      // the row first: a file without one is found below, a row without its file would say what is not so
      if (!forgetUnused(store, sha, before)) return
      await blobs.remove(sha)
      taken += 1
    })
  for (const file of await blobs.everything())
    await blobs.inTurn(async () => {
      if (!isLeft(store, file, nowMs)) return
      await rm(file.path, { force: true })
      taken += 1
    })
  for (const sha of alsoInCloud(store)) {
    if ((await blobs.room()) >= room) break
    if (await forgetBlob(store, blobs, sha, nowMs)) taken += 1
  }
  return taken
}

function isLeft(store: Store, { is, sha, changedMs }: BlobFile, nowMs: number): boolean {
  if (is === 'kept' && blobOf(store.read, sha)?.here === 1) return false
  return changedMs < nowMs - (is === 'part' && isWanted(store, sha) ? partMs : youngMs)
}

/** Takes the bytes of one blob off this workstation where `mayForget` allows it; false where it does not. `nowMs`: since 1970. */
export function forgetBlob(store: Store, blobs: BlobFolder, sha: string, nowMs: number): Promise<boolean> {
  return blobs.inTurn(async () => {
    if (!mayForget(store, sha, nowMs)) return false
    // the row first: see above
    noteGone(store, sha)
    await blobs.remove(sha)
    return true
  })
}
