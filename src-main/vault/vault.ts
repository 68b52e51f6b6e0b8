/** Holds the keys and the open store for as long as somebody is signed in, and no longer. */
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import type {
  Gatekeeper,
  GateState,
  GivenCodes,
  Joining,
  KitOpening,
  NewPractice,
  OwnRecovery,
  PracticeRecovery,
  Typed,
} from '../pipeline/gatekeeper.ts'
import type { Host } from '../pipeline/host.ts'
import type { AloneSession, Session } from '../pipeline/session.ts'
import type { Published } from '../store/tx.ts'
import { enrol } from '../sync/enrolment.ts'
import { AuditDesk } from './audit-desk.ts'
import { AuditPlace } from './audit-place.ts'
import { Beside } from './beside.ts'
import { keepQuietly, keepSlot, openByCode, renewed, stretchedMore } from './change-slot.ts'
import type { CloudLink } from './cloud-link.ts'
import { makeJoined } from './join-practice.ts'
import { makePractice } from './make-practice.ts'
import { moveIn, type Made } from './make-workstation.ts'
import { gateState, type Keychain } from './gate-state.ts'
import { InTurn } from './in-turn.ts'
import { KeptOut } from './kept-out.ts'
import { OwnKeys } from './own-keys.ts'
import { proveByPassword, proveFactor, type Proven, type ProvingParts } from './prove.ts'
import { recoverPractice } from './recover-practice.ts'
import type { RecoveryKeeper } from './recovery-keeper.ts'
import type { SecondFactorKeeper } from './second-factor-keeper.ts'
import { readSlots, type Slots } from './slots.ts'
import { Tries } from './tries.ts'
import type { VaultParts } from './vault-parts.ts'
import { WhoIsIn } from './who-is-in.ts'

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
  readonly #in: WhoIsIn
  readonly own: OwnKeys
  readonly lockout: Tries
  readonly keptOut: KeptOut
  readonly #entering = new InTurn()

  constructor(parts: VaultParts, keychain: Keychain) {
    this.#parts = parts
    this.#directory = join(parts.profile, 'store')
    this.#slotsFile = join(this.#directory, 'slots.json')
    this.#keychain = keychain
    const audit = () => this.audit
    const deviceKey = () => this.#deviceKey
    const whole = () => this.#beside.whole
    this.auditDesk = new AuditDesk(audit, parts.clock, () => this.cloud.identity, whole)
    const marked = () => this.lockout.tell()
    this.#beside = new Beside(this.#directory, parts, audit, this.auditDesk, marked)
    this.#audit = new AuditPlace({ ...parts, directory: this.#directory, migrations: parts.migrations.audit })
    this.#in = new WhoIsIn(this.#directory, parts, this.#beside, audit, marked)
    const run = parts.newId()
    this.lockout = new Tries({ ...parts.tries, clock: parts.clock, run, audit, deviceKey })
    this.keptOut = new KeptOut({
      slotsFile: this.#slotsFile,
      clock: parts.clock,
      run,
      audit,
      deviceKey,
      inside: () => this.session ?? this.alone,
      marked,
      touched: () => this.people.touched({ tables: ['users'], patients: [] }),
      dismissed: () => parts.people.dismissed(),
    })
    this.own = new OwnKeys({
      slotsFile: this.#slotsFile,
      clock: parts.clock,
      kdf: parts.kdf,
      session: () => this.session,
      deviceKey,
      tries: this.lockout,
      people: this.people,
    })
    this.#openAudit()
  }

  get session(): Session | null {
    return this.#in.session
  }

  get alone(): AloneSession | null {
    return this.#in.alone
  }

  get audit(): AuditFile | null {
    return this.#audit.file
  }

  get cloud(): CloudLink {
    return this.#beside.cloud
  }

  get pack(): Beside['pack'] {
    return this.#beside.pack
  }

  get kit(): Beside['kit'] {
    return this.#beside.kit
  }

  get secondFactor(): SecondFactorKeeper {
    return this.own.secondFactor
  }

  get people(): Beside['people'] {
    return this.#beside.people
  }

  get revocations(): KeptOut['revocations'] {
    return this.keptOut.revocations
  }

  get practiceCode(): RecoveryKeeper {
    return this.#beside.recovery
  }

  gate(): GateState {
    const inside = this.session ? 'open' : this.alone ? 'pack-alone' : null
    // a disk may have room again, or may be written again
    if (!inside && this.#audit.fault) this.#openAudit()
    const [directory, keychain, audit] = [this.#directory, this.#keychain, this.#audit]
    const { changingKey } = this.#in
    return gateState({ ...this.#parts, directory, keychain, audit, inside, changingKey })
  }

  /** First run. Everything is made beside, and moved into place when it is whole: a kill leaves nothing half-done. */
  createPractice(input: NewPractice, host: Host): Promise<{ session: Session } & GivenCodes> {
    return this.#entering.do(async () => {
      this.#mustBeNew()
      const made = await this.#moveIn((directory) => makePractice(input, { ...this.#parts, directory }, host))
      return { ...made, session: await this.#enter(made) }
    })
  }

  /** First run of one more workstation. The cloud is asked first: where it says no, nothing is made. */
  joinPractice(input: Joining, host: Host): Promise<{ session: Session; recoveryCode: string | null }> {
    return this.#entering.do(() => this.#joinPractice(input, host))
  }

  /** The same answer, after the same work, for an unknown name, a wrong password and a wrong code. */
  signIn(typed: Typed, onUser: (userId: string) => void): Promise<Session> {
    return this.#entering.do(async () => {
      const { slots, key } = this.#ready()
      const own = await proveByPassword(typed, slots, key, this.#proving(onUser))
      const slot = stretchedMore(slots, own, typed.password, this.#parts.kdf)
      const session = await this.#open({ ...own, slot })
      if (slot !== own.slot || slots.earlier.some(({ userId }) => userId === slot.userId))
        keepQuietly(this.#slotsFile, slots, slot, key)
      return session
    })
  }

  openPackAlone(typed: Typed, onUser: (userId: string) => void): Promise<AloneSession> {
    return this.#entering.do(async () => {
      const { slots, key } = this.#ready()
      const own = await proveByPassword(typed, slots, key, this.#proving(onUser))
      if (own.used) this.lockout.spend(own.slot.userId, own.used)
      return this.#in.openAlone(slots, own)
    })
  }

  /** Opens with a recovery code, sets a new password, and gives the next code. */
  recover(
    typed: OwnRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    return this.#entering.do(() => this.#recover(typed, host, onUser))
  }

  recoverPractice(
    asked: PracticeRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    return this.#entering.do(() => this.#recoverPractice(asked, host, onUser))
  }

  openWithKit(typed: KitOpening): ReturnType<Gatekeeper['openWithKit']> {
    return this.#entering.do(() => this.#in.openWithKit(typed, this.#ready()))
  }

  disk(): Promise<Readonly<{ free: number; store: number }>> {
    return this.#beside.days.disk()
  }

  /** Something was changed, here or elsewhere. */
  touched(what: Published): void {
    this.#beside.touched(what)
  }

  /** Ends the session, and nothing else: for somebody whose coming in could not be recorded. */
  turnAway(): void {
    this.secondFactor.forget()
    this.#in.turnAway()
  }

  async #joinPractice(
    { address, code, password }: Joining,
    host: Host,
  ): Promise<{ session: Session; recoveryCode: string | null }> {
    this.#mustBeNew()
    this.#joining ??= this.#parts.newId()
    const { app } = this.#parts.cloud
    const came = await enrol({ address, code, device: this.#joining, app, bring: null })
    const joining = { came, device: this.#joining, password }
    const made = await this.#moveIn((directory) => makeJoined(joining, { ...this.#parts, directory }, host))
    return { session: await this.#enter(made), recoveryCode: made.recoveryCode }
  }

  #mustBeNew(): void {
    const { state, reason } = this.gate()
    if (state === 'refused') throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    if (state !== 'first-run') throw new AppError('Conflict', 'practice.exists')
  }

  #moveIn<M extends Omit<Made, 'recoveryCode'>>(make: (directory: string) => Promise<M>): Promise<M> {
    return moveIn(this.#parts.profile, this.#directory, make)
  }

  /** With a new slot, under what is the device key from now on. */
  async #enter({ slot, privateKey, deviceKey }: Omit<Made, 'recoveryCode'>): Promise<Session> {
    this.#keychain = { state: 'present', key: deviceKey }
    this.#openAudit()
    if (this.#audit.fault) throw new AppError('Unavailable', this.#audit.fault)
    return this.#open({ slot, privateKey, used: null })
  }

  async #recover(
    { username, code: typedCode, password, factor }: OwnRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    const { slots, state } = this.#recoverable()
    const own = openByCode(slots, username, typedCode, this.#deviceKey, this.#parts.clock.now())
    const { deviceKey } = own
    onUser(own.slot.userId)
    if (state === 'recovery') {
      await host.restoreDeviceKey(slots.device, deviceKey)
      this.#keychain = { state: 'present', key: deviceKey }
      this.#openAudit()
      if (this.#audit.fault) throw new AppError('Unavailable', this.#audit.fault)
    }
    const used = await proveFactor(own, slots.tenant, factor, this.#proving(onUser))
    const { slot, code } = renewed(slots.tenant, own, password, this.#parts.kdf)
    // the code is used up only when it has led somewhere: who would otherwise see the next one?
    const session = await this.#open({ ...own, slot, used })
    try {
      keepSlot(this.#slotsFile, readSlots(this.#slotsFile) ?? slots, slot, deviceKey, code)
    } catch (error) {
      this.turnAway()
      throw error
    }
    return { session, recoveryCode: code }
  }

  async #recoverPractice(
    asked: PracticeRecovery,
    host: Host,
    onUser: (userId: string) => void,
  ): Promise<{ session: Session; recoveryCode: string }> {
    const { slots, state } = this.#recoverable()
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
      deviceKey: isReady(state) ? this.#deviceKey : null,
      voids: this.#audit.voids,
    })
    return { session: await this.#enter(made), recoveryCode: made.recoveryCode }
  }

  /** Closes everything. The process ends next; that is what takes the keys out of memory. */
  close(): void {
    this.turnAway()
    this.#audit.close()
    this.#deviceKey?.fill(0)
  }

  /** Also where the keychain has lost the device key. */
  #recoverable(): { slots: Slots; state: GateState['state'] } {
    const [slots, { state, reason }] = [readSlots(this.#slotsFile), this.gate()]
    if (!slots || !(isReady(state) || state === 'recovery'))
      throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    return { slots, state }
  }

  #ready(): { slots: Slots; key: Buffer } {
    const gate = this.gate()
    const slots = readSlots(this.#slotsFile)
    if (!isReady(gate.state) || !slots || this.#keychain.state !== 'present')
      throw new AppError('Unavailable', gate.reason ?? 'vault.not-ready')
    return { slots, key: this.#keychain.key }
  }

  /** What of a second factor was used is void when somebody is in. The private key is wiped. */
  async #open({ slot, privateKey, used }: Proven): Promise<Session> {
    try {
      const session = await this.#in.open(slot, privateKey, this.#deviceKey)
      if (used) this.lockout.spend(slot.userId, used)
      return session
    } finally {
      privateKey.fill(0)
    }
  }

  #proving(onUser: (userId: string) => void): ProvingParts {
    const { lockedUser, kdf: cost } = this.#parts
    return { tries: this.lockout, secondFactor: this.secondFactor, lockedUser, cost, onUser }
  }

  get #deviceKey(): Buffer | null {
    return this.#keychain.state === 'present' ? this.#keychain.key : null
  }

  #openAudit(): void {
    this.#audit.open(this.#deviceKey)
  }
}

const isReady = (state: GateState['state']) => state === 'sign-in' || state === 'locked'
