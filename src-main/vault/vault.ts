/** Holds the keys and the open store for as long as somebody is signed in, and no longer. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock, NewId } from '../../shared/kernel/ids.ts'
import { openAudit, type AuditFile } from '../audit/audit-log.ts'
import type { Gatekeeper, GateState, Joining, NewPractice } from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import type { Session } from '../pipeline/session.ts'
import { dropBallast } from '../store/ballast.ts'
import { storeError } from '../store/cipher.ts'
import type { Migration } from '../store/migrate.ts'
import type { Observer } from '../store/reader.ts'
import { auditKey, type KdfCost } from './keys.ts'
import { enrol } from '../sync/enrolment.ts'
import { writeCloudFile } from './cloud-file.ts'
import { CloudLink, type CloudLinkParts } from './cloud-link.ts'
import { makeJoined } from './join-practice.ts'
import { makePractice } from './make-practice.ts'
import { moveIn, type Made } from './make-workstation.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { clockToleranceMs, openSession } from './open-session.ts'
import {
  isCheaper,
  makeSlot,
  openByPassword,
  openRecoveryEnvelope,
  stretched,
  type OpenedSlot,
} from './slot.ts'
import { findUser, readSlots, writeSlots, type Slots, type UserSlot } from './slots.ts'

export type VaultParts = Readonly<{
  /** The profile's folder; the store lies in `store/` below it. */
  profile: string
  migrations: Readonly<{ local: readonly Migration[]; audit: readonly Migration[] }>
  clock: Clock
  newId: NewId
  /** One run of the product, in every audit entry. */
  boot: string
  kdf: KdfCost
  /** Who locked the workstation, so that they come back with their password alone. */
  lockedUser: string | null
  demo: GateState['demo']
  observe?: Observer
  cloud: Omit<CloudLinkParts, 'clock'>
}>

/** What the main process found in the keychain. */
export type Keychain =
  | Readonly<{ state: 'present'; key: Buffer }>
  | Readonly<{ state: 'absent' }>
  | Readonly<{ state: 'unusable'; reason: string }>

export class Vault implements Gatekeeper {
  readonly #parts: VaultParts
  readonly #directory: string
  readonly #slotsFile: string
  readonly cloud: CloudLink
  /** The id of a workstation that is being enrolled: with it a code may be used once more. */
  #joining: string | null = null
  #keychain: Keychain
  #audit: AuditFile | null = null
  #auditFault: string | null = null
  #session: Session | null = null
  /** Whoever comes in, comes in alone: a second click waits, and then finds that it is done. */
  #entering: Promise<unknown> = Promise.resolve()

  constructor(parts: VaultParts, keychain: Keychain) {
    this.#parts = parts
    this.#directory = join(parts.profile, 'store')
    this.#slotsFile = join(this.#directory, 'slots.json')
    this.#keychain = keychain
    this.cloud = new CloudLink(this.#directory, { ...parts.cloud, clock: parts.clock })
    this.#openAudit()
  }

  get session(): Session | null {
    return this.#session
  }

  get audit(): AuditFile | null {
    return this.#audit
  }

  gate(): GateState {
    const as = (state: GateState['state'], reason: string | null = null): GateState => ({
      state,
      reason,
      practiceName: this.#practiceName(),
      lockedUser: null,
      demo: this.#parts.demo,
    })
    if (this.#session) return as('open')
    // a disk may have room again, or may be written again
    if (this.#auditFault) this.#openAudit()
    if (this.#keychain.state === 'unusable') return as('refused', this.#keychain.reason)
    if (!existsSync(this.#directory)) return as('first-run')
    let slots: Slots | null
    try {
      slots = readSlots(this.#slotsFile)
    } catch {
      return as('refused', 'vault.slots-damaged')
    }
    if (!slots) return as('refused', 'vault.slots-missing')
    if (this.#keychain.state === 'absent') return as('recovery', 'keychain.entry-missing')
    if (this.#auditFault === 'store.wrong-key') return as('recovery', 'keychain.entry-wrong')
    if (this.#auditFault) return as('refused', this.#auditFault)
    const locked = slots.users.find((user) => user.userId === this.#parts.lockedUser)
    // said, and nobody is kept out for it: without a cloud no time is more trusted than another
    const reason = (this.#audit?.clockBehind() ?? 0) > clockToleranceMs ? 'clock.behind' : null
    if (!locked) return as('sign-in', reason)
    return {
      ...as('locked', reason),
      lockedUser: { username: locked.username, displayName: locked.displayName },
    }
  }

  /** First run. Everything is made beside, and moved into place when it is whole: a kill leaves nothing half-done. */
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session; recoveryCode: string }> {
    return this.#alone(() => this.#createPractice(input, host))
  }

  /** First run of one more workstation. The cloud is asked first: where it says no, nothing is made. */
  joinPractice(input: Joining, host: Host): Promise<{ session: Session; recoveryCode: string }> {
    return this.#alone(() => this.#joinPractice(input, host))
  }

  /** Throws `sign-in.wrong` for an unknown name as for a wrong password, after the same work. */
  signIn(username: string, password: string, onUser: (userId: string) => void): Promise<Session> {
    return this.#alone(() => this.#signIn(username, password, onUser))
  }

  /** Opens with a recovery code, sets a new password, and gives the next code. */
  recover(
    username: string,
    code: string,
    password: string,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    return this.#alone(() => this.#recover(username, code, password, host, onUser))
  }

  /** Throws `sign-in.wrong`. The password and everything sealed with it stay as they are; only the code is another. */
  renewRecoveryCode(userId: string, password: string, onSure: () => void): Promise<string> {
    return this.#alone(() => Promise.resolve(this.#renewRecoveryCode(userId, password, onSure)))
  }

  /** Ends the session, and nothing else: for somebody whose coming in could not be recorded. */
  turnAway(): void {
    this.cloud.end()
    this.#session?.store.close()
    this.#session?.draftKey.fill(0)
    this.#session = null
  }

  #alone<T>(enter: () => Promise<T>): Promise<T> {
    const next = this.#entering.then(enter).catch((error: unknown) => {
      throw storeError(error)
    })
    this.#entering = next.catch(() => undefined)
    return next
  }

  async #createPractice(input: NewPractice, host: Host): Promise<{ session: Session; recoveryCode: string }> {
    this.#mustBeNew()
    return this.#moveIn((directory) => makePractice(input, { ...this.#parts, directory }, host))
  }

  async #joinPractice(
    { address, code, password }: Joining,
    host: Host,
  ): Promise<{ session: Session; recoveryCode: string }> {
    this.#mustBeNew()
    this.#joining ??= this.#parts.newId()
    const device = this.#joining
    const { place, given } = await enrol({ address, code, device, app: this.#parts.cloud.app, bring: null })
    return this.#moveIn((directory) =>
      makeJoined(given, device, password, { ...this.#parts, directory }, host, (deviceKey) =>
        writeCloudFile(join(directory, 'cloud.json'), deviceKey, { tenant: given.practice, device }, place),
      ),
    )
  }

  #mustBeNew(): void {
    const { state, reason } = this.gate()
    if (state === 'refused') throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    if (state !== 'first-run') throw new AppError('Conflict', 'practice.exists')
  }

  async #moveIn(
    make: (directory: string) => Promise<Made>,
  ): Promise<{ session: Session; recoveryCode: string }> {
    const made = await moveIn(this.#parts.profile, this.#directory, make)
    this.#keychain = { state: 'present', key: made.deviceKey }
    this.#openAudit()
    const session = await this.#open(made.slot, made.privateKey)
    made.privateKey.fill(0)
    return { session, recoveryCode: made.recoveryCode }
  }

  async #signIn(username: string, password: string, onUser: (userId: string) => void): Promise<Session> {
    const { slots, key } = this.#ready()
    const slot = findUser(slots, username)
    if (slot) onUser(slot.userId)
    const privateKey = openByPassword(slots, slot, password, key, this.#parts.kdf)
    if (!slot || !privateKey) throw new AppError('Forbidden', 'sign-in.wrong')
    try {
      const session = await this.#open(slot, privateKey)
      if (isCheaper(slot.kdf, this.#parts.kdf))
        this.#strengthen(slots, slot, { privateKey, deviceKey: key }, password)
      return session
    } finally {
      privateKey.fill(0)
    }
  }

  #strengthen(slots: Slots, slot: UserSlot, opened: OpenedSlot, password: string): void {
    try {
      this.#replaceSlot(slots, stretched(slots, slot, opened, password, this.#parts.kdf))
    } catch {
      // a full disk, say: nobody is kept out for it, and the next sign-in tries again
    }
  }

  async #recover(
    username: string,
    typedCode: string,
    password: string,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    const slots = readSlots(this.#slotsFile)
    const state = this.gate().state
    if (!slots || !(isReady(state) || state === 'recovery'))
      throw new AppError('Unavailable', this.gate().reason ?? 'vault.not-ready')
    const code = readRecoveryCode(typedCode)
    if (!code) throw new AppError('Invalid', 'recovery.not-a-code')
    const slot = findUser(slots, username)
    const opened = slot && openRecoveryEnvelope(slots, slot, code)
    code.fill(0)
    if (!slot || !opened) throw new AppError('Forbidden', 'recovery.wrong')
    onUser(slot.userId)
    if (state === 'recovery') {
      await host.restoreDeviceKey(slots.device, opened.deviceKey)
      this.#keychain = { state: 'present', key: opened.deviceKey }
      this.#openAudit()
      if (this.#auditFault) throw new AppError('Unavailable', this.#auditFault)
    }
    const next = makeSlot(slots, slot, opened, password, this.#parts.kdf)
    // the code is used up only when it has led somewhere: who would otherwise see the next one?
    const session = await this.#open(next.slot, opened.privateKey)
    opened.privateKey.fill(0)
    try {
      this.#replaceSlot(slots, next.slot)
    } catch (error) {
      this.turnAway()
      throw error
    }
    return { session, recoveryCode: next.recoveryCode }
  }

  #renewRecoveryCode(userId: string, password: string, onSure: () => void): string {
    const slots = readSlots(this.#slotsFile)
    const slot = slots?.users.find((user) => user.userId === userId)
    must(slots && slot && this.#keychain.state === 'present', 'vault.slot')
    const { key } = this.#keychain
    const privateKey = openByPassword(slots, slot, password, key, this.#parts.kdf)
    if (!privateKey) throw new AppError('Forbidden', 'sign-in.wrong')
    try {
      onSure()
      const next = makeSlot(slots, slot, { privateKey, deviceKey: key }, password, this.#parts.kdf)
      this.#replaceSlot(slots, next.slot)
      return next.recoveryCode
    } finally {
      privateKey.fill(0)
    }
  }

  #replaceSlot(slots: Slots, slot: UserSlot): void {
    const users = slots.users.map((user) => (user.userId === slot.userId ? slot : user))
    writeSlots(this.#slotsFile, { ...slots, users })
  }

  /** Closes everything. The process ends next; that is what takes the keys out of memory. */
  close(): void {
    this.turnAway()
    this.#audit?.close()
    this.#audit = null
    if (this.#keychain.state === 'present') this.#keychain.key.fill(0)
  }

  #ready(): { slots: Slots; key: Buffer } {
    const gate = this.gate()
    const slots = readSlots(this.#slotsFile)
    if (!isReady(gate.state) || !slots || this.#keychain.state !== 'present')
      throw new AppError('Unavailable', gate.reason ?? 'vault.not-ready')
    return { slots, key: this.#keychain.key }
  }

  async #open(slot: UserSlot, privateKey: Buffer): Promise<Session> {
    const slots = readSlots(this.#slotsFile)
    must(slots && !this.#session, 'vault.open')
    this.#session = await openSession(slots, slot, privateKey, {
      file: join(this.#directory, 'clinical.db'),
      migrations: this.#parts.migrations.local,
      audit: this.#audit,
      newId: this.#parts.newId,
      observe: this.#parts.observe,
    })
    if (this.#keychain.state === 'present') this.cloud.begin(this.#session, this.#keychain.key)
    return this.#session
  }

  #openAudit(): void {
    this.#audit?.close()
    this.#audit = null
    this.#auditFault = null
    if (this.#keychain.state !== 'present' || !existsSync(this.#directory)) return
    try {
      const slots = readSlots(this.#slotsFile)
      if (!slots) return
      const key = auditKey(this.#keychain.key)
      this.#audit = openAudit(join(this.#directory, 'audit.db'), key, this.#parts.migrations.audit, {
        clock: this.#parts.clock,
        workstation: slots.device,
        boot: this.#parts.boot,
        create: false,
      })
      key.fill(0)
    } catch (error) {
      this.#auditFault = error instanceof AppError ? error.reason : 'store.damaged'
      // what is kept back for a full disk is also there for coming in
      if (this.#auditFault === 'store.disk-full' && dropBallast(this.#directory)) this.#openAudit()
    }
  }

  #practiceName(): string | null {
    try {
      return readSlots(this.#slotsFile)?.practiceName ?? null
    } catch {
      return null
    }
  }
}

const isReady = (state: GateState['state']) => state === 'sign-in' || state === 'locked'
