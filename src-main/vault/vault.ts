/** Holds the keys and the open store for as long as somebody is signed in, and no longer. */
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import type {
  Gatekeeper,
  GateState,
  GivenCodes,
  Joining,
  NewPractice,
  PeopleDoor,
  PracticeRecovery,
} from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import type { AloneSession, Session } from '../pipeline/session.ts'
import { storeError } from '../store/cipher.ts'
import { enrol } from '../sync/enrolment.ts'
import { AuditDesk } from './audit-desk.ts'
import { AuditPlace } from './audit-place.ts'
import { writeCloudFile } from './cloud-file.ts'
import { Beside } from './beside.ts'
import { openByCode, openOwn, renewCode, replaceSlot, strengthen } from './change-slot.ts'
import type { CloudLink } from './cloud-link.ts'
import { makeJoined } from './join-practice.ts'
import { makePractice } from './make-practice.ts'
import { moveIn, type Made } from './make-workstation.ts'
import { gateState, type Keychain } from './gate-state.ts'
import { openAlone } from './open-alone.ts'
import { openSession } from './open-session.ts'
import type { PackKeeper } from './pack-keeper.ts'
import { peopleDoor } from './person-keys.ts'
import { recoverPractice } from './recover-practice.ts'
import type { RecoveryKeeper } from './recovery-keeper.ts'
import { SecondFactorKeeper } from './second-factor-keeper.ts'
import { isCheaper, makeSlot, openByPassword } from './slot.ts'
import { findUser, readSlots, type Slots, type UserSlot } from './slots.ts'
import { Tries } from './tries.ts'
import type { VaultParts } from './vault-parts.ts'

export class Vault implements Gatekeeper {
  readonly #parts: VaultParts
  readonly #directory: string
  readonly #slotsFile: string
  readonly #beside: Beside
  readonly auditDesk: AuditDesk
  /** The id of a workstation that is being enrolled: with it a code may be used once more. */
  #joining: string | null = null
  #keychain: Keychain
  readonly #audit: AuditPlace
  readonly #people: PeopleDoor
  readonly secondFactor: SecondFactorKeeper
  readonly lockout: Tries
  #session: Session | null = null
  #alone: AloneSession | null = null
  /** Whoever comes in, comes in alone: a second click waits, and then finds that it is done. */
  #entering: Promise<unknown> = Promise.resolve()

  constructor(parts: VaultParts, keychain: Keychain) {
    this.#parts = parts
    this.#directory = join(parts.profile, 'store')
    this.#slotsFile = join(this.#directory, 'slots.json')
    this.#keychain = keychain
    this.auditDesk = new AuditDesk(() => this.audit, parts.clock)
    this.#beside = new Beside(this.#directory, parts, () => this.audit, this.auditDesk)
    this.#audit = new AuditPlace({ ...parts, directory: this.#directory, migrations: parts.migrations.audit })
    this.#people = peopleDoor(() => this.#session)
    this.lockout = new Tries({
      ...parts.tries,
      clock: parts.clock,
      run: parts.newId(),
      audit: () => this.audit,
      deviceKey: () => (this.#keychain.state === 'present' ? this.#keychain.key : null),
    })
    this.secondFactor = new SecondFactorKeeper({
      clock: parts.clock,
      tries: this.lockout,
      session: () => this.#session,
      openOwn: (password) => {
        must(this.#session && this.#keychain.state === 'present', 'vault.keychain')
        const { key } = this.#keychain
        return openOwn(this.#slotsFile, this.#session.actor.id, password, key, this.#parts.kdf).privateKey
      },
      done: () => {
        if (this.#session) this.#session = { ...this.#session, mustFirst: null }
      },
    })
    this.#openAudit()
  }

  get session(): Session | null {
    return this.#session
  }

  get alone(): AloneSession | null {
    return this.#alone
  }

  get audit(): AuditFile | null {
    return this.#audit.file
  }

  get cloud(): CloudLink {
    return this.#beside.cloud
  }

  get pack(): PackKeeper {
    return this.#beside.pack
  }

  get people(): PeopleDoor {
    return this.#people
  }

  get practiceCode(): RecoveryKeeper {
    return this.#beside.recovery
  }

  gate(): GateState {
    const inside = this.#session ? 'open' : this.#alone ? 'pack-alone' : null
    // a disk may have room again, or may be written again
    if (!inside && this.#audit.fault) this.#openAudit()
    const { lockedUser, demo } = this.#parts
    const [directory, keychain, audit] = [this.#directory, this.#keychain, this.#audit]
    return gateState({ directory, keychain, audit, inside, lockedUser, demo })
  }

  /** First run. Everything is made beside, and moved into place when it is whole: a kill leaves nothing half-done. */
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session } & GivenCodes> {
    return this.#inTurn(() => this.#createPractice(input, host))
  }

  /** First run of one more workstation. The cloud is asked first: where it says no, nothing is made. */
  joinPractice(input: Joining, host: Host): Promise<{ session: Session; recoveryCode: string }> {
    return this.#inTurn(() => this.#joinPractice(input, host))
  }

  /** Throws `sign-in.wrong` for an unknown name as for a wrong password, after the same work. */
  signIn(username: string, password: string, onUser: (userId: string) => void): Promise<Session> {
    return this.#inTurn(() => this.#signIn(username, password, onUser))
  }

  openPackAlone(username: string, password: string, onUser: (userId: string) => void): Promise<AloneSession> {
    return this.#inTurn(() => this.#openPackAlone(username, password, onUser))
  }

  /** Opens with a recovery code, sets a new password, and gives the next code. */
  recover(
    username: string,
    code: string,
    password: string,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    return this.#inTurn(() => this.#recover(username, code, password, host, onUser))
  }

  recoverPractice(
    asked: PracticeRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    return this.#inTurn(() => this.#recoverPractice(asked, host, onUser))
  }

  /** Throws `sign-in.wrong`. The password and everything sealed with it stay as they are; only the code is another. */
  renewRecoveryCode(userId: string, password: string, onSure: () => void): Promise<string> {
    return this.#inTurn(() => {
      must(this.#keychain.state === 'present', 'vault.keychain')
      const { key } = this.#keychain
      return Promise.resolve(renewCode(this.#slotsFile, userId, password, key, this.#parts.kdf, onSure))
    })
  }

  disk(): Promise<Readonly<{ free: number; store: number }>> {
    return this.#beside.days.disk()
  }

  /** Ends the session, and nothing else: for somebody whose coming in could not be recorded. */
  turnAway(): void {
    this.#beside.end()
    this.secondFactor.forget()
    this.#session?.store.close()
    this.#session?.blobs.forgetKeys()
    this.#session?.draftKey.fill(0)
    for (const inside of [this.#session, this.#alone]) inside?.packKey.fill(0)
    this.#session = null
    this.#alone = null
  }

  #inTurn<T>(enter: () => Promise<T>): Promise<T> {
    const next = this.#entering.then(enter).catch((error: unknown) => {
      throw storeError(error)
    })
    this.#entering = next.catch(() => undefined)
    return next
  }

  async #createPractice(input: NewPractice, host: Host): Promise<{ session: Session } & GivenCodes> {
    this.#mustBeNew()
    const made = await this.#moveIn((directory) => makePractice(input, { ...this.#parts, directory }, host))
    return { ...made, session: await this.#enter(made) }
  }

  async #joinPractice(
    { address, code, password }: Joining,
    host: Host,
  ): Promise<{ session: Session; recoveryCode: string }> {
    this.#mustBeNew()
    this.#joining ??= this.#parts.newId()
    const device = this.#joining
    const came = await enrol({ address, code, device, app: this.#parts.cloud.app, bring: null })
    const owner = { tenant: came.given.practice, device }
    const made = await this.#moveIn((directory) =>
      makeJoined(came, device, password, { ...this.#parts, directory }, host, (deviceKey) =>
        writeCloudFile(join(directory, 'cloud.json'), deviceKey, owner, came.place),
      ),
    )
    return { session: await this.#enter(made), recoveryCode: made.recoveryCode }
  }

  #mustBeNew(): void {
    const { state, reason } = this.gate()
    if (state === 'refused') throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    if (state !== 'first-run') throw new AppError('Conflict', 'practice.exists')
  }

  #moveIn<M extends Made>(make: (directory: string) => Promise<M>): Promise<M> {
    return moveIn(this.#parts.profile, this.#directory, make)
  }

  /** With a new slot, under what is the device key from now on. */
  async #enter({
    slot,
    privateKey,
    deviceKey,
  }: Pick<Made, 'slot' | 'privateKey' | 'deviceKey'>): Promise<Session> {
    this.#keychain = { state: 'present', key: deviceKey }
    this.#openAudit()
    if (this.#audit.fault) throw new AppError('Unavailable', this.#audit.fault)
    const session = await this.#open(slot, privateKey)
    privateKey.fill(0)
    return session
  }

  async #signIn(username: string, password: string, onUser: (userId: string) => void): Promise<Session> {
    const { slots, slot, key, privateKey } = this.#opened(username, password, onUser)
    try {
      const session = await this.#open(slot, privateKey)
      if (isCheaper(slot.kdf, this.#parts.kdf))
        strengthen(this.#slotsFile, slots, slot, { privateKey, deviceKey: key }, password, this.#parts.kdf)
      return session
    } finally {
      privateKey.fill(0)
    }
  }

  async #openPackAlone(
    username: string,
    password: string,
    onUser: (userId: string) => void,
  ): Promise<AloneSession> {
    const { slots, slot, privateKey } = this.#opened(username, password, onUser)
    try {
      this.#alone = await openAlone(slots, slot, privateKey, this.#storeParts)
      this.#beside.beginAlone(this.#alone)
      // where there is no pack, or it is damaged, nobody is let in for it
      ;(await this.pack.read()).pdf.fill(0)
      return this.#alone
    } catch (error) {
      this.turnAway()
      throw error
    } finally {
      privateKey.fill(0)
    }
  }

  /** Throws `sign-in.wrong`. */
  #opened(username: string, password: string, onUser: (userId: string) => void) {
    const { slots, key } = this.#ready()
    const slot = findUser(slots, username)
    if (slot) onUser(slot.userId)
    const privateKey = openByPassword(slots, slot, password, key, this.#parts.kdf)
    if (!slot || !privateKey) throw new AppError('Forbidden', 'sign-in.wrong')
    return { slots, slot, key, privateKey }
  }

  get #storeParts() {
    const { migrations, newId } = this.#parts
    return { directory: this.#directory, migrations: migrations.local, newId }
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
    const { slot, opened } = openByCode(slots, username, typedCode)
    onUser(slot.userId)
    if (state === 'recovery') {
      await host.restoreDeviceKey(slots.device, opened.deviceKey)
      this.#keychain = { state: 'present', key: opened.deviceKey }
      this.#openAudit()
      if (this.#audit.fault) throw new AppError('Unavailable', this.#audit.fault)
    }
    const deviceKey = this.#keychain.state === 'present' ? this.#keychain.key : opened.deviceKey
    const next = makeSlot(slots, slot, { ...opened, deviceKey }, password, this.#parts.kdf)
    // the code is used up only when it has led somewhere: who would otherwise see the next one?
    const session = await this.#open(next.slot, opened.privateKey)
    opened.privateKey.fill(0)
    try {
      replaceSlot(this.#slotsFile, slots, next.slot)
    } catch (error) {
      this.turnAway()
      throw error
    }
    return { session, recoveryCode: next.recoveryCode }
  }

  async #recoverPractice(
    asked: PracticeRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    const [slots, { state, reason }] = [readSlots(this.#slotsFile), this.gate()]
    if (!slots || !(isReady(state) || state === 'recovery'))
      throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    const { kdf, clock, migrations, cloud } = this.#parts
    const made = await recoverPractice(asked, {
      directory: this.#directory,
      slots,
      clock,
      kdf,
      host,
      onUser,
      app: cloud.app,
      migrations: migrations.local,
      deviceKey: isReady(state) && this.#keychain.state === 'present' ? this.#keychain.key : null,
    })
    return { session: await this.#enter(made), recoveryCode: made.recoveryCode }
  }

  /** Closes everything. The process ends next; that is what takes the keys out of memory. */
  close(): void {
    this.turnAway()
    this.#audit.close()
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
    must(slots && !this.#session && !this.#alone, 'vault.open')
    const deviceKey = this.#keychain.state === 'present' ? this.#keychain.key : null
    this.#session = await openSession(slots, slot, privateKey, {
      ...this.#storeParts,
      audit: this.audit,
      observe: this.#parts.observe,
      deviceKey,
      keep: (store, keys) => this.practiceCode.seal(store, slots, keys),
    })
    this.#beside.begin(this.#session, deviceKey)
    return this.#session
  }

  #openAudit(): void {
    this.#audit.open(this.#keychain.state === 'present' ? this.#keychain.key : null)
  }
}

const isReady = (state: GateState['state']) => state === 'sign-in' || state === 'locked'
