/** What a workstation and the cloud make of each other's recovery key. The network may end it anywhere; the next time goes on. */
import type { PracticeKey, RecoveryStanding } from '../../shared/sync/recovery.ts'
import type { RecoveryState } from '../store/recovery-state.ts'
import type { RecoveryLink } from '../sync/recovery-link.ts'
import { publicShaOf } from './practice-key.ts'
import { readRecoveryText, textShaOf } from './recovery-file.ts'

type Here = Readonly<{
  /** Whether whoever was signed in still is; nothing is noted where not. */
  isHere(): boolean
  state(): RecoveryState
  note(state: RecoveryState): void
  file: string
  /** Puts the same parts under another wrapping of the same key. */
  rewrapped(state: RecoveryState & { key: PracticeKey }): void
}>

/** Throws Unreachable, and what the cloud refuses. */
export async function exchangeRecovery(link: RecoveryLink, here: Here): Promise<void> {
  let standing = await link.ask()
  if (!here.isHere()) return
  const next = settle(here.state(), standing.key)
  if (next.kind === 'note') here.note(next.state)
  if (next.kind === 'adopt') here.rewrapped(next.state)
  if (next.kind === 'send') {
    standing = await link.sendKey(next.key)
    if (!here.isHere()) return
    here.note({ ...here.state(), key: next.key, unsent: false })
    if (next.isRenumbered) here.rewrapped({ ...here.state(), key: next.key })
  }
  standing = await sendText(link, here, standing)
  if (!here.isHere()) return
  const { workstations, sealed } = standing
  const state = here.state()
  if (state.cloud?.workstations !== workstations || state.cloud.sealed !== sealed)
    here.note({ ...state, cloud: { workstations, sealed } })
}

type Next =
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'note'; state: RecoveryState }>
  | Readonly<{ kind: 'adopt'; state: RecoveryState & { key: PracticeKey } }>
  | Readonly<{ kind: 'send'; key: PracticeKey; isRenumbered: boolean }>

/**
 * The same key under a later code is taken: it opens no more than the one before. Another key is only noted, because a cloud
 * could have made it up: a person compares its letters first.
 */
export function settle(state: RecoveryState, clouds: PracticeKey | null): Next {
  const { key, unsent, offered } = state
  if (!clouds) return key ? { kind: 'send', key, isRenumbered: false } : { kind: 'nothing' }
  if (key?.publicKey === clouds.publicKey) {
    if (clouds.version < key.version) return { kind: 'send', key, isRenumbered: false }
    const isSame = clouds.wrapped.text === key.wrapped.text
    // renewed here and elsewhere at once: the one that is sent last is good
    if (unsent && !isSame)
      return { kind: 'send', key: { ...key, version: clouds.version + 1 }, isRenumbered: true }
    if (!isSame && clouds.version > key.version)
      return { kind: 'adopt', state: { ...state, key: clouds, offered: null, used: null } }
    return unsent || offered
      ? { kind: 'note', state: { ...state, unsent: false, offered: null } }
      : { kind: 'nothing' }
  }
  // made here, of a key of its own, as the next after that
  if (key && clouds.version < key.version) return { kind: 'send', key, isRenumbered: false }
  if (offered?.publicKey === clouds.publicKey && offered.version >= clouds.version) return { kind: 'nothing' }
  return { kind: 'note', state: { ...state, offered: clouds } }
}

async function sendText(
  link: RecoveryLink,
  here: Here,
  standing: RecoveryStanding,
): Promise<RecoveryStanding> {
  const { key, fileSha } = here.state()
  const text = readRecoveryText(here.file)
  if (!key || text === null || textShaOf(text) !== fileSha || fileSha === standing.fileSha) return standing
  return link.sendText({ publicSha: publicShaOf(key), text })
}
