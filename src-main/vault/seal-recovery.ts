/** Seals what opens this workstation's files to the practice's recovery key: at first run, at every sign-in, and where the key is another. */
import type { PracticeKey } from '../../shared/sync/recovery.ts'
import { noteRecovery, recoveryState, type RecoveryState } from '../store/recovery-state.ts'
import type { Store } from '../store/store.ts'
import { checkOf } from './keys.ts'
import {
  auditPart,
  draftPart,
  parseRecovery,
  readRecoveryText,
  recoveryText,
  sealPart,
  textShaOf,
  workstationPart,
  type SealedPart,
} from './recovery-file.ts'
import { replaceFile } from './slots.ts'

type Place = Readonly<{ tenant: string; device: string }>

/** The keys of this workstation, in the hands of somebody who has just opened their slot. Whoever has got them wipes them. */
export type KeysHere = Readonly<{
  /** By epoch. */
  workstation: Map<number, Buffer>
  audit: Buffer | null
  draft: Readonly<{ user: string; key: Buffer }>
}>

export function wipeKeys({ workstation, audit, draft }: KeysHere): void {
  for (const key of [...workstation.values(), ...(audit ? [audit] : []), draft.key]) key.fill(0)
}

/**
 * Brings `recovery.json` up to what is here, and leaves it alone where it is. Nothing without a key. Other people's drafts stay
 * sealed as they are; to another key they are sealed when their owner signs in.
 */
export async function sealRecovery(file: string, place: Place, store: Store, keys: KeysHere): Promise<void> {
  const state = recoveryState(store)
  if (state.key) await sealAs(file, place, store, { ...state, key: state.key }, keys)
}

/** The same under a state that is not noted yet. The file first: of a kill between, the next sign-in makes what was noted before. */
export async function sealAs(
  file: string,
  place: Place,
  store: Store,
  state: RecoveryState & Readonly<{ key: PracticeKey }>,
  keys: KeysHere,
): Promise<void> {
  const { key } = state
  const before = fileBefore(file, place, state)
  const isSame = before?.key.publicKey === key.publicKey
  const [had, checks] = isSame ? [before.parts, state.checks] : [[], {}]
  const wanted = new Map<string, Buffer>([
    ...[...keys.workstation].map(([epoch, each]) => [workstationPart(epoch), each] as const),
    ...(keys.audit ? [[auditPart, keys.audit] as const] : []),
    [draftPart(keys.draft.user), keys.draft.key],
  ])
  const isThere = (part: string): boolean => had.some((each) => each.part === part)
  const fresh = new Map(
    [...wanted].filter(([part, each]) => !isThere(part) || checks[part] !== checkOf(each)),
  )
  if (isSame && fresh.size === 0 && before.key.version === key.version) return
  const parts: SealedPart[] = had.filter(({ part }) => !fresh.has(part))
  for (const [part, each] of fresh) parts.push(await sealPart(place, key, part, each))
  const nextSha = textShaOf(recoveryText({ format: 1, ...placeOf(place), key, parts }))
  noteRecovery(store, { ...recoveryState(store), nextSha })
  const fileSha = writeRecovery(file, place, key, parts)
  const added = Object.fromEntries([...fresh].map(([part, each]) => [part, checkOf(each)]))
  noteRecovery(store, { ...state, fileSha, nextSha: null, checks: { ...checks, ...added } })
}

/** The same parts under another wrapping of the same key: that needs none of what they hold. */
export function rewrapFile(
  file: string,
  place: Place,
  store: Store,
  state: RecoveryState & { key: PracticeKey },
): void {
  const before = fileBefore(file, place, state)
  // what is not there, or not as it was made here, the next sign-in makes
  const fileSha = before ? writeRecovery(file, place, state.key, before.parts) : null
  noteRecovery(store, { ...state, fileSha })
}

/** The file, where it is what was made here last. */
function fileBefore(file: string, place: Place, { fileSha, nextSha }: RecoveryState) {
  const text = readRecoveryText(file)
  const isOurs = text !== null && [fileSha, nextSha].includes(textShaOf(text))
  return isOurs ? parseRecovery(text, place) : null
}

const placeOf = ({ tenant, device }: Place): Place => ({ tenant, device })

/** Returns the SHA-256 of its text. */
export function writeRecovery(
  file: string,
  { tenant, device }: Place,
  key: PracticeKey,
  parts: readonly SealedPart[],
): string {
  const text = recoveryText({ format: 1, tenant, device, key, parts: [...parts] })
  replaceFile(file, text)
  return textShaOf(text)
}
