/** While somebody is in: what they may do, and slots for everybody else, as the practice's cloud and record have it. */
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import type { PersonKeys } from '../../shared/access/credential.ts'
import type { Grants } from '../../shared/access/grant.ts'
import type { WorkstationLine } from '../../shared/access/workstation.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import type { NewCredential, PeopleDoor, WorkstationsNow } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { accessState, noteAccess } from '../store/access-state.ts'
import { keyState } from '../store/key-state.ts'
import { isWaiting } from '../store/outbox.ts'
import { credentialOf } from '../store/people.sql.ts'
import type { Store } from '../store/store.ts'
import type { Published } from '../store/tx.ts'
import { askForGrants } from '../sync/grants-link.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { Unreachable } from '../sync/transport.ts'
import { isLater } from './change-slot.ts'
import { takeGrants } from './hear-grants.ts'
import { rightsHere } from './open-session.ts'
import { newPersonKeys } from './person-keys.ts'
import { prepareSlots } from './prepare-slots.ts'
import { settleVoids } from './revocation-keeper.ts'
import { openSlot, type OpenSlot } from './slot.ts'
import { readSlots, writeSlots } from './slots.ts'

export type PeopleParts = Readonly<{
  clock: Clock
  changed(what: Published): void
  failed(error: unknown): void
  /** Whoever is in may not be in any more. */
  dismissed(): void
  /** The keychain is to be told of what was counted. */
  marked(): void
}>

/** Who is in, with what the vault alone may have of them. */
export type Entered = Readonly<{
  session: Session
  /** The session's own set: what is in it is what they may do. */
  can: Set<Permission>
  epochs: ReadonlyMap<number, Buffer>
  slot: OpenSlot
}>

const askAgainMs = 600_000
/** Somebody who looks at the list is shown one that is not older. */
const lookAgainMs = 60_000
const lookSoonMs = 5000
/** What was changed here is in the cloud first, and then asked for. */
const soonMs = 400
const tablesOfPeople = new Set(['users', 'credentials', 'access_levels', 'practices'])

export class PeopleKeeper implements PeopleDoor {
  readonly #parts: PeopleParts
  readonly #directory: string
  readonly #audit: () => AuditFile | null
  #in: (Entered & Readonly<{ deviceKey: Buffer }>) | null = null
  #place: CloudPlace | null = null
  #askedAt: number | null = null
  #isAsking = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: each reads the slots, and writes them anew. */
  #turn: Promise<unknown> = Promise.resolve()

  /** `directory`: the folder of the store. */
  constructor(directory: string, audit: () => AuditFile | null, parts: PeopleParts) {
    this.#directory = directory
    this.#audit = audit
    this.#parts = parts
  }

  begin(entered: Entered, deviceKey: Buffer): void {
    this.#in = { ...entered, deviceKey }
    this.#prepare()
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    this.away()
    for (const key of this.#in?.epochs.values() ?? []) key.fill(0)
    this.#in = null
    this.#askedAt = null
  }

  newCredential(userId: string): Promise<NewCredential> {
    const { session } = this.#inside()
    const person = { tenant: session.workstation.tenant, user: userId }
    return newPersonKeys(person, instantOf(this.#parts.clock.now()))
  }

  /** The keys of whoever is in, where they were changed here and the practice has not noted them yet. */
  owed(): PersonKeys | null {
    const { session, slot } = this.#inside()
    const known = credentialOf(session.store.read, session.actor.id)?.keys ?? null
    return isLater(slot.keys, known) ? slot.keys : null
  }

  /** Whoever is in has other keys from now on. */
  changedOwn(slot: OpenSlot): void {
    if (this.#in) this.#in = { ...this.#in, slot }
  }

  /** Something was changed, here or elsewhere. */
  touched({ tables }: Published): void {
    if (!this.#in || !tables.some((table) => tablesOfPeople.has(table))) return
    this.#prepare()
    this.#askedAt = null
    this.#askIn(soonMs)
  }

  away(): void {
    this.#place = null
    clearTimeout(this.#timer)
  }

  /** The cloud is there. */
  reached(place: CloudPlace): void {
    if (!this.#in) return
    this.#place = place
    this.#ask()
  }

  /** The cloud does not let this workstation in: it is asked why. */
  turnedAway(place: CloudPlace): void {
    if (this.#in && !this.#isAsking) this.#send(place)
  }

  get workstations(): WorkstationsNow {
    const { heardAt, workstations } = accessState(this.#inside().session.store)
    return { heardAt, workstations }
  }

  lookAgain(): void {
    const mono = this.#parts.clock.mono()
    if (this.#askedAt === null || mono - this.#askedAt < this.#lookAgainMs) return
    this.#askedAt = null
    this.#ask()
  }

  /** Whoever has ordered one to wipe itself waits for its word. */
  get #lookAgainMs(): number {
    const waits = this.workstations.workstations.some(({ wipe }) => wipe !== null && wipe.wipedAt === null)
    return waits ? lookSoonMs : lookAgainMs
  }

  /** The cloud has told of the practice's workstations. */
  heardOf(workstations: readonly WorkstationLine[]): void {
    if (!this.#in) return
    const heardAt = instantOf(this.#parts.clock.now())
    const { store } = this.#in.session
    noteAccess(store, { ...accessState(store), workstations: [...workstations], heardAt })
    this.#parts.changed({ tables: ['workstations'], patients: [] })
  }

  #askIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask(), ms)
    this.#timer.unref()
  }

  #ask(): void {
    const [place, inside] = [this.#place, this.#in]
    if (!place || !inside) return
    const mono = this.#parts.clock.mono()
    if (this.#askedAt !== null && mono - this.#askedAt < askAgainMs) return
    // what the cloud has not got yet it cannot grant
    if (isWaiting(inside.session.store)) return this.#askIn(soonMs * 5)
    this.#askedAt = mono
    this.#askIn(askAgainMs)
    this.#send(place)
  }

  #send(place: CloudPlace): void {
    const session = this.#in?.session
    this.#isAsking = true
    void askForGrants(place, { keyChangedAt: session ? keyState(session.store).changedAt : null })
      .then((answer) => {
        if (this.#in?.session === session) this.#granted(answer)
      })
      .catch((error: unknown) => {
        this.#askedAt = null
        if (error instanceof AppError && error.code === 'Forbidden') {
          if (error.reason === 'device.revoked' && this.#in?.session === session) this.#revoked()
        } else if (!(error instanceof Unreachable)) this.#parts.failed(error)
      })
      .finally(() => (this.#isAsking = false))
  }

  #granted(answer: Grants): void {
    const { store, workstation } = this.#inside().session
    takeGrants(store, workstation, answer)
    settleVoids(store, this.#audit(), this.#parts.marked)
    if (answer.workstations) this.heardOf(answer.workstations)
    this.#prepare()
  }

  /** Noted first: who is sent out now does not come in again. */
  #revoked(): void {
    const { store } = this.#inside().session
    noteAccess(store, { ...accessState(store), revokedAt: instantOf(this.#parts.clock.now()) })
    this.#prepare()
  }

  /** Resolves when everything that was asked so far is done. */
  settled(): Promise<unknown> {
    return this.#turn
  }

  #prepare(): void {
    this.#turn = this.#turn
      .then(() => this.#prepareNow())
      .catch((error: unknown) => this.#parts.failed(error))
  }

  async #prepareNow(): Promise<void> {
    const file = join(this.#directory, 'slots.json')
    const inside = this.#in
    if (!inside) return
    const { session, deviceKey, epochs } = inside
    const text = readFileSync(file, 'utf8')
    const slots = readSlots(file)
    must(slots, 'people.slots')
    const nowMs = this.#parts.clock.now()
    const next = await prepareSlots(slots, { store: session.store, deviceKey, epochs, nowMs })
    if (this.#in?.session !== session) return
    // somebody wrote it meanwhile: once more, from what is there now
    if (readFileSync(file, 'utf8') !== text) return this.#prepareNow()
    if (next !== slots) writeSlots(file, next)
    const own = next.users.find(({ userId }) => userId === session.actor.id)
    const open = own && openSlot(next, own, deviceKey)
    // what was changed here this moment is written next
    if (open && !isLater(this.#in.slot.keys, open.keys)) this.#in = { ...this.#in, slot: open }
    this.#rights(own ? this.#in.slot : null)
  }

  /** Whoever is in may do from now on what is said of them now. */
  #rights(slot: OpenSlot | null): void {
    const { session, can } = this.#inside()
    const { store, workstation } = session
    const now = slot && this.#rightsOf(store, workstation, slot)
    if (now && now.size === can.size && [...now].every((each) => can.has(each))) return
    can.clear()
    for (const each of now ?? []) can.add(each)
    if (now) this.#parts.changed({ tables: ['rights'], patients: [] })
    else this.#parts.dismissed()
  }

  #rightsOf(
    store: Store,
    place: Readonly<{ tenant: string; device: string }>,
    slot: OpenSlot,
  ): ReadonlySet<Permission> | null {
    try {
      return rightsHere(store, place, slot, { audit: this.#audit(), clock: this.#parts.clock })
    } catch (error) {
      if (error instanceof AppError && error.reason.startsWith('sign-in.')) return null
      throw error
    }
  }

  #inside() {
    must(this.#in, 'people.session')
    return this.#in
  }
}
