/** Whose way in is taken away at this workstation: by time, and by a list. Both also while nobody is in. */
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import type { Inside } from '../pipeline/session.ts'
import { LeaseKeeper } from './lease-keeper.ts'
import { RevocationKeeper } from './revocation-keeper.ts'
import { readSlots } from './slots.ts'

export type KeptOutParts = Readonly<{
  slotsFile: string
  clock: Clock
  /** One life of this process. */
  run: string
  audit(): AuditFile | null
  deviceKey(): Buffer | null
  inside(): Inside | null
  /** The keychain is to be told of what was counted. */
  marked(): void
  /** What people may do is another now. */
  touched(): void
  /** Whoever is in may not be in any more. */
  dismissed(): void
}>

export class KeptOut {
  readonly leases: LeaseKeeper
  readonly revocations: RevocationKeeper
  readonly #parts: KeptOutParts

  constructor(parts: KeptOutParts) {
    this.#parts = parts
    const { inside } = parts
    this.leases = new LeaseKeeper({ ...parts, present: () => inside()?.actor.id ?? null })
    this.revocations = new RevocationKeeper({
      ...parts,
      store: () => {
        const there = inside()
        return there && 'store' in there ? there.store : null
      },
      touched: () => this.#taken(),
    })
  }

  /** Whoever is in may be on the list; for the downtime pack alone nobody looks at that. */
  #taken(): void {
    const { inside, slotsFile, touched, dismissed } = this.#parts
    touched()
    const there = inside()
    const slots = there && !('store' in there) ? readSlots(slotsFile) : null
    if (slots && ![...slots.users, ...slots.earlier].some(({ userId }) => userId === there?.actor.id))
      dismissed()
  }
}
