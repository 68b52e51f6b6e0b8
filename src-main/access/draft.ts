/** Drafts: sealed with a key that only their owner's password opens, so that no colleague and no thief reads them. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { discardDraft, getDraft, listDrafts, saveDraft } from '../../shared/access/draft.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { draftsOf, sealedDraft } from './draft.sql.ts'

export const saveDraftHandler = handle(saveDraft, (tx, { kind, subject, body }, ctx, { draftKey }) => {
  const place = placeOf(ctx.actor.id, kind, subject)
  tx.writeLocal(
    `INSERT INTO draft (owner, kind, subject, sealed, updatedAt) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (owner, kind, subject) DO UPDATE SET sealed = excluded.sealed, updatedAt = excluded.updatedAt`,
    ctx.actor.id,
    kind,
    subject,
    sealDraft(draftKey, body, place),
    ctx.now,
  )
  return { savedAt: ctx.now }
})

export const discardDraftHandler = handle(discardDraft, (tx, { kind, subject }, ctx) => {
  tx.writeLocal('DELETE FROM draft WHERE owner = ? AND kind = ? AND subject = ?', ctx.actor.id, kind, subject)
  return {}
})

export const getDraftHandler = answer(getDraft, (read, { kind, subject }, ctx, { draftKey }) => {
  const draft = sealedDraft(read, ctx.actor.id, kind, subject)
  if (!draft) return { draft: null }
  const body = openDraft(draftKey, draft.sealed, placeOf(ctx.actor.id, kind, subject))
  return { draft: { body, savedAt: draft.updatedAt } }
})

export const listDraftsHandler = answer(listDrafts, (read, _input, ctx) => ({
  drafts: draftsOf(read, ctx.actor.id).map(({ kind, subject, updatedAt }) => ({
    kind: kind as 'patients.register',
    subject,
    savedAt: updatedAt,
  })),
}))

/** What the seal also holds fast: a draft cannot be moved to another person, patient or form. */
const placeOf = (owner: string, kind: string, subject: string) => `draft/v1|${owner}|${kind}|${subject}`

function sealDraft(key: Buffer, body: string, place: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(place))
  return Buffer.concat([nonce, cipher.update(body, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

function openDraft(key: Buffer, sealed: Uint8Array, place: string): string {
  try {
    const bytes = Buffer.from(sealed)
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(bytes.subarray(-16))
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
  } catch {
    throw new AppError('Unavailable', 'draft.damaged')
  }
}
