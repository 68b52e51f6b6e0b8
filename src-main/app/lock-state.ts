/**
 * When the workstation locks, and what is then done, as a pure function: `step(state, signal)` gives the next state
 * and an ordered list of actions that nothing can veto. The table in docs/lock-states.md is tested against it.
 */
import { absoluteHours } from '../../shared/kernel/limits.ts'

export type LockPolicy = Readonly<{ idleMs: number; absoluteMs: number }>
export const absoluteLimitMs = absoluteHours * 3600_000
/** Whoever still sits there is told so long before, and stays in by touching anything. */
export const warningMs = 30_000

/** `mono` in ms, standing still while the machine sleeps; `wall` in ms since 1970, which does not. */
export type Now = Readonly<{ mono: number; wall: number }>

export type LockState =
  | Readonly<{ phase: 'closed'; lockedUser: string | null; deaths: readonly number[] }>
  | Readonly<{
      phase: 'open'
      user: string
      session: string
      since: Now
      lastInput: Now
      /** Somebody was told that it will lock. */
      warned: boolean
      deaths: readonly number[]
    }>
  | Readonly<{ phase: 'stopped' }>

export type LockReason =
  | 'person'
  | 'sign-out'
  | 'idle'
  | 'suspend'
  | 'os-lock'
  | 'absolute-limit'
  | 'clock-unknown'
  | 'vault-died'
  | 'page-died'
  | 'wipe'
  | 'quit'

export type LockSignal =
  | Readonly<{ type: 'signed-in'; user: string; session: string }>
  | Readonly<{
      type: 'input' | 'tick' | 'resume' | 'vault-died' | 'page-died' | 'quit'
    }>
  /** `entering`: something that was asked at the gate is not answered yet; it may be a sign-in. */
  | Readonly<{ type: 'suspend' | 'os-lock'; entering: boolean }>
  | Readonly<{ type: 'asked'; why: 'person' | 'sign-out' | 'wipe' }>

export type LockAction =
  | Readonly<{
      do:
        | 'close-door'
        | 'end-vault'
        | 'destroy-windows'
        | 'clear-clipboard'
        | 'wipe'
        | 'start-vault'
        | 'open-window'
        | 'quit'
        | 'give-up'
        | 'stop-warning'
    }>
  /** It locks in so many ms. */
  | Readonly<{ do: 'warn'; ms: number }>
  | Readonly<{ do: 'audit'; reason: LockReason; user: string; session: string }>
  | Readonly<{ do: 'audit-turned-away'; reason: LockReason }>

export const firstState: LockState = { phase: 'closed', lockedUser: null, deaths: [] }

export function step(
  state: LockState,
  signal: LockSignal,
  now: Now,
  policy: LockPolicy,
): Readonly<{ state: LockState; actions: readonly LockAction[] }> {
  if (state.phase === 'stopped') return { state, actions: [] }
  if (signal.type === 'quit')
    return {
      state: { phase: 'stopped' },
      actions: [
        ...(state.phase === 'open'
          ? shut(state, 'quit')
          : [{ do: 'end-vault' as const }, { do: 'clear-clipboard' as const }]),
        { do: 'quit' },
      ],
    }
  if (signal.type === 'vault-died') return afterDeath(state, now, 'vault')
  if (state.phase === 'closed') {
    if (signal.type === 'page-died') return afterDeath(state, now, 'page')
    if ((signal.type === 'suspend' || signal.type === 'os-lock') && signal.entering)
      return { state, actions: [...turnAway(signal.type), ...again] }
    if (signal.type === 'asked' && signal.why === 'wipe')
      return { state: { ...state, lockedUser: null }, actions: [...close, { do: 'wipe' }, ...again] }
    if (signal.type !== 'signed-in') return { state, actions: [] }
    return {
      state: {
        phase: 'open',
        user: signal.user,
        session: signal.session,
        since: now,
        lastInput: now,
        warned: false,
        deaths: state.deaths,
      },
      actions: [],
    }
  }
  const reason = reasonToLock(state, signal, now, policy)
  if (reason) return locked(state, reason)
  if (signal.type === 'input')
    return {
      state: { ...state, lastInput: now, warned: false },
      actions: state.warned ? [{ do: 'stop-warning' }] : [],
    }
  const before = Math.min(warningMs, policy.idleMs / 2)
  if (!state.warned && longer(state.lastInput, now, policy.idleMs - before))
    return { state: { ...state, warned: true }, actions: [{ do: 'warn', ms: before }] }
  return { state, actions: [] }
}

type Open = LockState & { phase: 'open' }

function reasonToLock(state: Open, signal: LockSignal, now: Now, policy: LockPolicy): LockReason | null {
  if (signal.type === 'asked') return signal.why
  if (signal.type === 'suspend') return 'suspend'
  if (signal.type === 'os-lock') return 'os-lock'
  if (signal.type === 'page-died') return 'page-died'
  // whatever cannot be measured counts as too long
  if (!Number.isFinite(now.mono) || !Number.isFinite(now.wall)) return 'clock-unknown'
  if (longer(state.since, now, policy.absoluteMs)) return 'absolute-limit'
  if (longer(state.lastInput, now, policy.idleMs)) return 'idle'
  return null
}

/** By whichever clock moved further: the wall clock sees sleep, the monotonic one cannot be set back. */
const longer = (from: Now, now: Now, limit: number): boolean =>
  now.mono - from.mono >= limit || now.wall - from.wall >= limit

/** Closes one session. The order is the promise: nothing more goes in, it is recorded, the keys go, the picture goes. */
const shut = (state: Open, reason: LockReason): LockAction[] => [
  { do: 'close-door' },
  { do: 'audit', reason, user: state.user, session: state.session },
  { do: 'end-vault' },
  { do: 'destroy-windows' },
  { do: 'clear-clipboard' },
]

/** Whoever is just coming in when the machine sleeps or is locked does not come in: nobody may be there when it wakes. */
const turnAway = (reason: LockReason): LockAction[] => [
  { do: 'close-door' },
  { do: 'audit-turned-away', reason },
  { do: 'end-vault' },
  { do: 'destroy-windows' },
  { do: 'clear-clipboard' },
]
/** Nobody is in, and nothing stays open. */
const close: LockAction[] = [
  { do: 'close-door' },
  { do: 'end-vault' },
  { do: 'destroy-windows' },
  { do: 'clear-clipboard' },
]
const again: LockAction[] = [{ do: 'start-vault' }, { do: 'open-window' }]

function locked(state: Open, reason: LockReason) {
  const forget = reason === 'sign-out' || reason === 'absolute-limit' || reason === 'wipe'
  const wipe: LockAction[] = reason === 'wipe' ? [{ do: 'wipe' }] : []
  return {
    state: { phase: 'closed' as const, lockedUser: forget ? null : state.user, deaths: state.deaths },
    actions: [...shut(state, reason), ...wipe, ...again],
  }
}

/** What dies is started again three times in a minute, and not a fourth time. */
function afterDeath(state: LockState & { phase: 'open' | 'closed' }, now: Now, what: 'vault' | 'page') {
  const deaths = [...state.deaths.filter((at) => now.mono - at < 60_000), now.mono]
  const lockedUser = state.phase === 'open' ? state.user : state.lockedUser
  const actions: LockAction[] =
    state.phase === 'open' ? shut(state, 'vault-died') : [{ do: 'destroy-windows' }]
  const first: LockAction[] = what === 'vault' ? [{ do: 'start-vault' }] : []
  return {
    state: { phase: 'closed' as const, lockedUser, deaths },
    actions: [...actions, ...(deaths.length > 3 ? [giveUp] : [...first, { do: 'open-window' as const }])],
  }
}
const giveUp: LockAction = { do: 'give-up' }
