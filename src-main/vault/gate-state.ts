/** What stands between a person and the records: read from the keychain, the slots and the audit log, each time anew. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { GateState } from '../pipeline/gatekeeper.ts'
import type { AuditPlace } from './audit-place.ts'
import { clockToleranceMs } from './grants.ts'
import { readSlots, type Slots } from './slots.ts'
import { readWipeNote } from './wipe-note.ts'

/** What the main process found in the keychain. */
export type Keychain =
  | Readonly<{ state: 'present'; key: Buffer }>
  | Readonly<{ state: 'absent' }>
  | Readonly<{ state: 'unusable'; reason: string }>

type Found = Readonly<{
  directory: string
  keychain: Keychain
  audit: AuditPlace
  /** Who is in, if anybody is: with the store, or for the downtime pack alone. */
  inside: 'open' | 'pack-alone' | null
  lockedUser: string | null
  demo: GateState['demo']
  changingKey: GateState['changingKey']
}>

export function gateState(found: Found): GateState {
  const { directory, keychain, audit, inside, lockedUser, demo, changingKey } = found
  const slots = slotsIn(directory)
  const as = (state: GateState['state'], reason: string | null = null): GateState => ({
    state,
    reason,
    kit: existsSync(join(directory, 'kit.json')),
    practiceName: slots === 'damaged' ? null : (slots?.practiceName ?? null),
    lockedUser: null,
    demo,
    changingKey,
  })
  if (inside) return as(inside)
  if (keychain.state === 'unusable') return as('refused', keychain.reason)
  const wiped = readWipeNote(dirname(directory))
  if (wiped?.stage === 'begun') return as('refused', 'vault.wipe-unfinished')
  if (!existsSync(directory)) return as('first-run', wiped && 'vault.wiped')
  if (slots === 'damaged') return as('refused', 'vault.slots-damaged')
  if (!slots) return as('refused', 'vault.slots-missing')
  const everybody = [...slots.users, ...slots.earlier]
  // where nobody had a slot any more the key was let go of
  if (keychain.state === 'absent' && everybody.length === 0) return as('recovery', 'vault.key-let-go')
  if (keychain.state === 'absent') return as('recovery', 'keychain.entry-missing')
  if (audit.fault === 'store.wrong-key') return as('recovery', 'keychain.entry-wrong')
  if (audit.fault) return as('refused', audit.fault)
  const locked = everybody.find((user) => user.userId === lockedUser)
  if (everybody.length === 0) return as('sign-in', 'vault.no-slots')
  // said, and nobody is kept out for it: without a cloud no time is more trusted than another
  const reason = (audit.file?.clockBehind() ?? 0) > clockToleranceMs ? 'clock.behind' : null
  if (!locked) return as('sign-in', reason)
  return {
    ...as('locked', reason),
    lockedUser: { username: locked.username, displayName: locked.displayName },
  }
}

function slotsIn(directory: string): Slots | 'damaged' | null {
  try {
    return readSlots(join(directory, 'slots.json'))
  } catch {
    return 'damaged'
  }
}
