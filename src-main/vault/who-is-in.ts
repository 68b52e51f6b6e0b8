/** Who is in, with the store or for the downtime pack alone, and what runs beside them. */
import { join } from 'node:path'
import { must } from '../../shared/kernel/errors.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { isFirstHere } from '../audit/known-here.ts'
import { noteUnsent } from '../audit/unsent.ts'
import type { KitOpening } from '../pipeline/gatekeeper.ts'
import type { AloneSession, Session } from '../pipeline/session.ts'
import { toSend } from '../store/blob-rows.ts'
import { isWaiting } from '../store/outbox.ts'
import { personRow } from '../store/people.sql.ts'
import type { Store } from '../store/store.ts'
import type { Beside } from './beside.ts'
import type { Opened } from './change-slot.ts'
import type { KeyChanging } from './key-change.ts'
import { openAlone } from './open-alone.ts'
import { openWithKit, type OpenedByKit } from './open-with-kit.ts'
import { openSession } from './open-session.ts'
import { mustNotBeVoid } from './revocation-keeper.ts'
import type { OpenSlot } from './slot.ts'
import { readSlots, type Slots } from './slots.ts'
import type { VaultParts } from './vault-parts.ts'

/** Something that only this workstation has: an op, or the bytes of a document. */
export function isUnsentHere(store: Store): boolean {
  if (isWaiting(store)) return true
  for (const blob of toSend(store)) return blob !== undefined
  return false
}

export class WhoIsIn {
  readonly #directory: string
  readonly #parts: VaultParts
  readonly #beside: Beside
  readonly #audit: () => AuditFile | null
  session: Session | null = null
  alone: AloneSession | null = null
  /** Somebody is coming in, and the key of the store is changed first. */
  changingKey: KeyChanging | null = null

  readonly #marked: () => void

  /** `directory`: the folder of the store. `marked`: as openSession. */
  constructor(
    directory: string,
    parts: VaultParts,
    beside: Beside,
    audit: () => AuditFile | null,
    marked: () => void,
  ) {
    this.#marked = marked
    this.#directory = directory
    this.#parts = parts
    this.#beside = beside
    this.#audit = audit
  }

  /** Errors as openSession. `deviceKey`: what the keychain has. */
  async open(slot: OpenSlot, privateKey: Buffer, deviceKey: Buffer | null): Promise<Session> {
    const slots = readSlots(join(this.#directory, 'slots.json'))
    must(slots && !this.session && !this.alone, 'vault.open')
    const entered = await openSession(slots, slot, privateKey, {
      ...this.#storeParts,
      audit: this.#audit(),
      clock: this.#parts.clock,
      observe: this.#parts.observe,
      deviceKey,
      marked: this.#marked,
      keep: (store, keys) => this.#beside.recovery.seal(store, slots, keys),
      isFull: slot.userId !== this.#parts.lockedUser,
      onChanging: (now) => (this.changingKey = now),
      failed: (error) => this.#parts.cloud.failed(error),
    })
    this.session = entered.session
    this.session.firstHere = this.#isFirst(this.session)
    this.#noteUnsent(() => true)
    this.#beside.begin(entered, deviceKey)
    return this.session
  }

  /** Errors as openWithKit. */
  async openWithKit(typed: KitOpening, ready: { slots: Slots; key: Buffer }): Promise<OpenedByKit> {
    must(!this.session && !this.alone, 'vault.open')
    const { clock, observe } = this.#parts
    const parts = { ...this.#storeParts, audit: this.#audit(), clock, observe }
    const opened = await openWithKit(typed, ready.slots, ready.key, parts)
    this.session = opened.session
    this.#beside.beginReading(this.session)
    return opened
  }

  /** Errors as openAlone and mustNotBeVoid, `pack.none`, `pack.damaged`. */
  async openAlone(slots: Slots, own: Opened): Promise<AloneSession> {
    try {
      mustNotBeVoid(this.#audit(), slots, own.slot)
      this.alone = await openAlone(slots, own.slot, own.privateKey, this.#storeParts)
      this.#beside.beginAlone(this.alone)
      // where there is no pack, or it is damaged, nobody is let in for it
      ;(await this.#beside.pack.read()).pdf.fill(0)
      return this.alone
    } catch (error) {
      this.turnAway()
      throw error
    } finally {
      own.privateKey.fill(0)
    }
  }

  turnAway(): void {
    this.#beside.end()
    const store = this.session?.store
    if (store) this.#noteUnsent(() => isUnsentHere(store))
    this.session?.store.close()
    this.session?.blobs.forgetKeys()
    this.session?.draftKey.fill(0)
    for (const inside of [this.session, this.alone]) inside?.packKey.fill(0)
    this.session = null
    this.alone = null
  }

  /** A log that cannot be written says of nobody that they are new. */
  #isFirst({ actor, store }: Session): boolean {
    const audit = this.#audit()
    try {
      const madeAt = personRow(store.read, actor.id)?.createdAt ?? null
      return audit !== null && isFirstHere(audit, { id: actor.id, madeAt }, this.#parts.clock.now())
    } catch {
      return false
    }
  }

  /** Not known until they are out again; where it cannot be read or written, it is taken for something that waits. */
  #noteUnsent(waiting: () => boolean): void {
    const audit = this.#audit()
    try {
      if (audit) noteUnsent(audit, waiting())
    } catch {
      // a full disk, or a record that is damaged
    }
  }

  get #storeParts() {
    const { migrations, newId } = this.#parts
    return { directory: this.#directory, migrations: migrations.local, newId }
  }
}
