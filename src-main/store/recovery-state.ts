/** What this workstation knows of the practice's recovery key. In the store, so that nobody who has only the disk can put another in its place. */
import { z } from 'zod'
import { plainUsername } from '../../shared/access/create-practice.ts'
import { PracticeKey, Sha } from '../../shared/sync/recovery.ts'
import type { Store } from './store.ts'

const setting = 'recovery'

const State = z.object({
  /** The key that everything here is sealed to; null before there is one. */
  key: PracticeKey.nullable().default(null),
  /** The key's present version was made here, and the cloud does not have it yet. */
  unsent: z.boolean().default(false),
  /** Another key that the cloud tells of. Nothing is sealed to it before a person has compared its letters. */
  offered: PracticeKey.nullable().default(null),
  /** Of the text of `recovery.json`. */
  fileSha: Sha.nullable().default(null),
  /** Of the text that is about to take its place: a kill between the two leaves one or the other. */
  nextSha: Sha.nullable().default(null),
  /** Of what is sealed in it, by part: tells a key that has changed since. */
  checks: z.record(z.string(), z.string()).default({}),
  /** How many workstations of the practice there are, and how many have sealed theirs to the latest key, as the cloud last said. */
  cloud: z.object({ workstations: z.int(), sealed: z.int() }).nullable().default(null),
  /** When, and as whom, somebody came in here with the practice's code. Until it is renewed. */
  used: z.object({ at: z.string(), as: z.string() }).nullable().default(null),
})
export type RecoveryState = z.output<typeof State>

export function recoveryState({ db }: Pick<Store, 'db'>): RecoveryState {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM workstation_setting WHERE name = ?')
    .get(setting)
  return State.parse(row ? JSON.parse(row.value) : {})
}

export function noteRecovery({ db }: Pick<Store, 'db'>, state: RecoveryState): void {
  db.prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)').run(
    setting,
    JSON.stringify(State.parse(state)),
  )
}

export type UserHere = Readonly<{ id: string; username: string; displayName: string; roles: string[] }>

/** Whoever works in the practice under this name, as people type it. */
export function activeUser({ db }: Pick<Store, 'db'>, typed: string): UserHere | null {
  const row = db
    .prepare<[string], { id: string; username: string; displayName: string; roles: string }>(
      'SELECT id, username, displayName, roles FROM users WHERE username = ? AND active = 1',
    )
    .get(plainUsername(typed))
  return row ? { ...row, roles: z.array(z.string()).parse(JSON.parse(row.roles)) } : null
}
