/** What this workstation knows of who may come in. In the store, so that nobody who has only the disk can put another in its place. */
import { z } from 'zod'
import { SignedGrant } from '../../shared/access/grant.ts'
import { Workstations } from '../../shared/access/workstation.ts'
import { Instant } from '../../shared/kernel/fields.ts'
import type { Store } from './store.ts'
import { noVoids, Voids } from './voids.ts'

const setting = 'access'

const State = z.object({
  /** What the practice's cloud signs grants with: SPKI, DER, base64. Null until it has been heard; from then on no other is believed. */
  grantKey: z.string().nullable().default(null),
  /** The last that were heard. */
  grants: z.array(SignedGrant).default([]),
  /** The workstations of the practice, and when that was heard. */
  workstations: Workstations.default([]),
  heardAt: Instant.nullable().default(null),
  /** When the cloud said that this one was revoked: until it has come again, nobody comes in here. */
  revokedAt: Instant.nullable().default(null),
  /** What lists of revocations have made void. */
  voids: Voids.default(noVoids),
})
export type AccessState = z.output<typeof State>

export function accessState({ db }: Pick<Store, 'db'>): AccessState {
  const row = db
    .prepare<[string], { value: string }>('SELECT value FROM workstation_setting WHERE name = ?')
    .get(setting)
  return State.parse(row ? JSON.parse(row.value) : {})
}

export function noteAccess({ db }: Pick<Store, 'db'>, state: AccessState): void {
  db.prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)').run(
    setting,
    JSON.stringify(State.parse(state)),
  )
}
