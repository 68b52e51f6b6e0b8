import { getFilePart, openFile } from '../../shared/charting/open-file.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act, type Acting } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import { blobOf, noteFault, noteGone } from '../store/blob-rows.ts'
import type { Reader } from '../store/reader.ts'
import { documentsShowing, stagedFile } from './documents.sql.ts'
import { InHand } from './in-hand.ts'

/** By the token its page knows it by: the SHA-256. */
const opened = new InHand<string>()

export const openFileHandler = act(openFile, async (acting, { patientId, sha256 }) => {
  const { session, ctx, gatekeeper } = acting
  must(session && ctx, 'open-file.session')
  const contentType = typeOf(acting.read(), patientId, sha256, session.actor.id)
  const blob = blobOf(session.store.read, sha256)
  if (contentType === undefined || !blob) throw new AppError('NotFound', 'document.not-found')
  if (blob.here === 0) {
    gatekeeper.cloud.fetchFile(sha256)
    return { opened: null, wasDamaged: false }
  }
  const size = await orDamaged(acting, session, sha256, () => session.blobs.sizeOf(sha256))
  if (size === null) return { opened: null, wasDamaged: true }
  const token = ctx.newId()
  opened.put(session.store, token, sha256)
  return { opened: { token, contentType, size }, wasDamaged: false }
})

export const getFilePartHandler = act(getFilePart, async (acting, { token, from, to }) => {
  const { session } = acting
  must(session, 'open-file.session')
  const sha = opened.get(session.store, token)
  if (sha === undefined) throw new AppError('Conflict', 'file.not-open')
  const bytes = await orDamaged(acting, session, sha, () =>
    session.blobs.read(sha, from, Math.min(to, from + mostBytes)),
  )
  if (!bytes) throw new AppError('Unavailable', 'file.damaged')
  return { base64: bytes.toString('base64') }
})

/** What one answer carries. */
const mostBytes = 1024 * 1024

/** As a document of this chart says, or as it was found when one chose it oneself; undefined where it is neither. */
function typeOf(read: Reader, patientId: string, sha: string, actor: string): string | undefined {
  const attachments = documentsShowing(read, patientId, sha).flatMap((document) => document.attachments)
  return (
    attachments.find(({ blob }) => blob?.sha256 === sha)?.contentType ??
    stagedFile(read, sha, actor, patientId)?.contentType
  )
}

/**
 * What is not whole is named, and never shown. Where the cloud has the bytes they are fetched anew, and null is the answer;
 * else a person is told: `file.damaged`.
 */
async function orDamaged<T>(
  { gatekeeper, tell }: Acting,
  session: Session,
  sha: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const { store, blobs } = session
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || !['file.damaged', 'file.not-here'].includes(error.reason)) throw error
    const stored = blobOf(store.read, sha)?.stored === 1
    if (!stored) noteFault(store, sha, 'file.damaged')
    else
      await blobs.inTurn(() => {
        noteGone(store, sha)
        return blobs.remove(sha)
      })
    tell('changed', { tables: ['blob'], patients: [] })
    if (!stored) throw new AppError('Unavailable', 'file.damaged')
    gatekeeper.cloud.fetchFile(sha)
    return null
  }
}
