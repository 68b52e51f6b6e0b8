/** Wipes this workstation: what opens anything first, then all that could have been opened. Begun, it is carried through at the next start. */
import { sign } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { WipeOrder } from '../../shared/access/wipe.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import { HttpsLink, type CloudPlace } from '../sync/https-link.ts'
import { syncFolder } from '../vault/slots.ts'
import type { Keychain } from './keychain.ts'
import { readWipeNote, writeWipeNote, type WipeNote } from '../vault/wipe-note.ts'

/** What keys are sealed in goes before what they open. */
const firstGone = ['slots.json', 'recovery.json', 'kit.json', 'cloud.json', 'downtime-pack']

/** Nothing is deleted yet; from here on it will be. `at`: ISO 8601. */
export function beginWipe(
  profile: string,
  { practice, device, nonce }: WipeOrder,
  { place, at }: Readonly<{ place: CloudPlace; at: string }>,
): void {
  const { host, port, ca, certificate } = place
  const receipt = { kind: 'wiped' as const, format: 1 as const, practice, device, nonce, at }
  const owed = certificate && {
    place: { host, port, ca: [...ca] },
    signed: {
      receipt,
      cert: certificate.cert,
      sig: sign('sha256', Buffer.from(canonicalText(receipt)), certificate.key).toString('base64'),
    },
  }
  writeWipeNote(profile, { format: 1, stage: 'begun', device, at, owed })
}

/**
 * Carries through what was begun; nothing where nothing was. The device key goes first: without it nothing of the rest opens. Throws what the
 * keychain and the disk say; then the rest is still to be done.
 */
export async function finishWipe(profile: string, keychain: Pick<Keychain, 'remove'>): Promise<void> {
  const note = readWipeNote(profile)
  if (note?.stage !== 'begun') return
  // where the keychain does not answer the rest goes all the same, and it is tried again
  const unremoved = await keychain.remove(note.device).then(
    () => null,
    (error: unknown) => ({ error }),
  )
  const store = join(profile, 'store')
  for (const name of firstGone) rmSync(join(store, name), { force: true })
  if (existsSync(store)) syncFolder(store)
  for (const name of readdirSync(profile).filter((each) => each === 'store' || each.startsWith('store.')))
    rmSync(join(profile, name), { recursive: true, force: true })
  syncFolder(profile)
  if (unremoved) throw unremoved.error
  writeWipeNote(profile, { ...note, stage: 'done' })
}

const answers = new Set([200, 404])

/** Sends the receipt that is owed; true where none is any more. Throws Unreachable. */
export async function tellWiped(profile: string): Promise<boolean> {
  const note = readWipeNote(profile)
  if (note?.stage !== 'done' || !note.owed) return true
  const { place, signed } = note.owed
  const link = new HttpsLink({ ...place, token: '', certificate: null })
  try {
    // whoever does not know of the order will not know of it the next time
    await link.ask({ method: 'POST', path: '/v1/wipes', body: JSON.stringify(signed), answers })
  } finally {
    link.close()
  }
  const told: WipeNote = { ...note, owed: null }
  writeWipeNote(profile, told)
  return true
}
