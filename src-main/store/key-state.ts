/** What this workstation knows of the key of its own store. In the store, so that nobody who has only the disk can put off a change that is due. */
import { z } from 'zod'
import { keyChangeReasons } from '../../shared/access/change-key.ts'
import { Instant } from '../../shared/kernel/fields.ts'
import type { Store } from './store.ts'

export const keySetting = 'key'

/** `by`: who asked, a user's id; null where nobody did. `reason`: in their words. */
const Due = z.object({
  why: z.enum(keyChangeReasons),
  at: Instant,
  by: z.string().nullable().default(null),
  reason: z.string().default(''),
})

const State = z.object({
  /** The epoch of the key that the store was last known to be under; null before this was kept. */
  epoch: z.int().nullable().default(null),
  /** When that key was put in place; null for the first one. */
  changedAt: Instant.nullable().default(null),
  /** From when a year is counted where it was never changed: when this was first looked at. */
  since: Instant.nullable().default(null),
  /** Why it is to be changed; null where it is not. */
  due: Due.nullable().default(null),
  /** Why it could not be, the last time it was tried: a stable key, with what it needs and has, in bytes. */
  problem: z.object({ reason: z.string(), needs: z.number(), free: z.number() }).nullable().default(null),
  /** How long the last change took, ms, and of how many bytes. */
  took: z.object({ ms: z.number(), bytes: z.number() }).nullable().default(null),
})
export type KeyState = z.output<typeof State>
export type KeyDue = NonNullable<KeyState['due']>

export const keyStateText = (state: KeyState): string => JSON.stringify(State.parse(state))

export function keyState({ db }: Pick<Store, 'db'>): KeyState {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM workstation_setting WHERE name = ?')
    .get(keySetting)
  return State.parse(row ? JSON.parse(row.value) : {})
}

export function noteKey({ db }: Pick<Store, 'db'>, state: KeyState): void {
  db.prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)').run(
    keySetting,
    keyStateText(state),
  )
}

/** Bytes a second of a slow disk and a busy computer; what was measured here counts instead, once there is something. */
const slowest = 25_000_000

/** How long a change of the key would take, whole seconds, at least one. */
export const secondsFor = (bytes: number, took: KeyState['took']): number =>
  Math.max(1, Math.ceil(bytes / (took && took.bytes > slowest ? (took.bytes / took.ms) * 1000 : slowest)))
