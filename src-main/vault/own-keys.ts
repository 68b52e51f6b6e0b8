/** What whoever is in does with their own keys: a new code, a new password, showing once more that it is them, a second factor. */
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import type { OwnKeysDoor } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { openOwn, renewOwn } from './change-slot.ts'
import type { KdfCost } from './keys.ts'
import type { PeopleKeeper } from './people-keeper.ts'
import { proveByPassword } from './prove.ts'
import { SecondFactorKeeper } from './second-factor-keeper.ts'
import { readSlots } from './slots.ts'
import type { Tries } from './tries.ts'

export type OwnKeysParts = Readonly<{
  slotsFile: string
  clock: Clock
  kdf: KdfCost
  session(): Session | null
  deviceKey(): Buffer | null
  tries: Tries
  people: Pick<PeopleKeeper, 'changedOwn'>
}>

export class OwnKeys implements OwnKeysDoor {
  readonly #parts: OwnKeysParts
  readonly secondFactor: SecondFactorKeeper

  constructor(parts: OwnKeysParts) {
    this.#parts = parts
    const { clock, kdf, slotsFile, tries, session } = parts
    this.secondFactor = new SecondFactorKeeper({
      clock,
      tries,
      session,
      openOwn: (password) => {
        const { inside, key } = this.#inside()
        return openOwn(slotsFile, inside.actor.id, password, key, kdf).privateKey
      },
      done: () => {
        this.#inside().inside.mustFirst = null
      },
    })
  }

  renew(password: string, next: string, onSure: () => void): string {
    const { slotsFile, kdf, people } = this.#parts
    const { inside, key } = this.#inside()
    const { slot, code } = renewOwn(slotsFile, inside.actor.id, [password, next], key, kdf, onSure)
    people.changedOwn(slot)
    return code
  }

  async confirm(password: string, code: string): Promise<void> {
    const { slotsFile, clock, kdf, tries } = this.#parts
    const { inside, key } = this.#inside()
    const slots = readSlots(slotsFile)
    const own = slots?.users.find(({ userId }) => userId === inside.actor.id)
    // of the first form, because a full disk kept it from becoming another
    if (!slots || !own) throw new AppError('Unavailable', 'vault.slot-damaged')
    const { secondFactor } = this
    const proving = { tries, secondFactor, lockedUser: null, cost: kdf, onUser: () => undefined }
    const { username } = own
    const { privateKey, used, slot } = await proveByPassword(
      { username, password, code },
      slots,
      key,
      proving,
    )
    privateKey.fill(0)
    if (used) tries.spend(slot.userId, used)
    inside.provenAt = clock.mono()
  }

  #inside(): { inside: Session; key: Buffer } {
    const [inside, key] = [this.#parts.session(), this.#parts.deviceKey()]
    must(inside && key, 'own-keys.session')
    return { inside, key }
  }
}
