/** The second factor of whoever is in: set up, set up again, given other spare codes. Written by whoever asks, under their name. */
import type { PersonKeys, SealedFactor } from '../../shared/access/credential.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { FactorSheet, KeptFactor, SecondFactorDoor } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { credentialOf, personRow } from '../store/people.sql.ts'
import { keyShaOf, type Person } from './person-keys.ts'
import { qrRows } from './qr-rows.ts'
import {
  checkCode,
  newFactor,
  newSpareCodes,
  openFactor,
  otpauthUri,
  sealFactor,
  secretText,
  without,
  type Factor,
  type Spent,
  type UsedCode,
} from './second-factor.ts'

export type SecondFactorParts = Readonly<{
  clock: Clock
  session(): Session | null
  /** The private key of whoever is in; it is wiped here. Throws `password.wrong`. */
  openOwn(password: string): Promise<Buffer> | Buffer
  /** They have one now: nothing stands before their work any more. */
  done(): void
  tries: Readonly<{ spent(user: string): Spent; spend(user: string, used: UsedCode): void }>
}>

type Credential = Readonly<{ keys: PersonKeys; secondFactor: SealedFactor | null; version: number }>
type Pending = Readonly<{ user: string; factor: Factor; codes: readonly string[] }>

export class SecondFactorKeeper implements SecondFactorDoor {
  readonly #parts: SecondFactorParts
  #pending: Pending | null = null
  #owed: Readonly<{ user: string; secondFactor: SealedFactor }> | null = null

  constructor(parts: SecondFactorParts) {
    this.#parts = parts
  }

  since(userId: string): string | null {
    const session = this.#parts.session()
    const { keys, secondFactor } = (session && credentialOf(session.store.read, userId)) ?? {}
    if (!keys || !secondFactor) return null
    return secondFactor.keySha === keyShaOf(keys.publicKey) ? secondFactor.since : null
  }

  async begin(userId: string, password: string, code: string): Promise<FactorSheet> {
    const { session, credential } = this.#own(userId)
    const before = await this.#openBefore(userId, password, credential)
    // whoever has one shows it: a password that was seen does not replace it
    if (before) this.#use(userId, before, code).seed.fill(0)
    this.forget()
    const made = newFactor(userId)
    this.#pending = { user: userId, ...made }
    const { seed } = made.factor
    const account = personRow(session.store.read, userId)?.username ?? session.actor.displayName
    const uri = otpauthUri({ issuer: session.workstation.practiceName, account, seed })
    const secret = (secretText(seed).match(/.{1,4}/g) ?? []).join(' ')
    return { uri, secret, rows: await qrRows(uri) }
  }

  async finish(userId: string, code: string, keep: (kept: KeptFactor) => void): Promise<readonly string[]> {
    const pending = this.#pending
    if (pending?.user !== userId) throw new AppError('Conflict', 'second-factor.not-begun')
    const unused = { lastStep: -1, isSpent: () => false }
    const used = checkCode(pending.factor, code, { ...unused, nowMs: this.#parts.clock.now(), user: userId })
    // a spare code would show that the sheet is there, and not that the app is
    if (!used || !('step' in used)) throw new AppError('Forbidden', 'second-factor.wrong-code')
    this.#parts.tries.spend(userId, used)
    await this.#keep(userId, pending.factor, instantOf(this.#parts.clock.now()), keep)
    this.forget()
    this.#parts.done()
    return pending.codes
  }

  async renewSpareCodes(
    userId: string,
    password: string,
    code: string,
    keep: (kept: KeptFactor) => void,
  ): Promise<readonly string[]> {
    const { credential } = this.#own(userId)
    const before = await this.#openBefore(userId, password, credential)
    if (!before || !credential.secondFactor) throw new AppError('Conflict', 'second-factor.none')
    const { seed } = this.#use(userId, before, code)
    const { spare, codes } = newSpareCodes(userId)
    await this.#keep(userId, { seed, spare }, credential.secondFactor.since, keep)
    seed.fill(0)
    return codes
  }

  /**
   * At a sign-in, when the password was right: what of their factor was typed, for `Tries.succeeded`; null for a wrong code, and where their
   * key opens no factor. After a spare code `owed` has the factor without it. `publicKey`: base64, beside `privateKey`.
   */
  async check(
    owner: Person,
    { publicKey, privateKey }: Readonly<{ publicKey: string; privateKey: Buffer }>,
    sealed: SealedFactor,
    typed: string,
  ): Promise<UsedCode | null> {
    this.#owed = null
    const factor = await openFactor(privateKey, sealed, publicKey, owner)
    if (!factor) return null
    const { user } = owner
    const { clock, tries } = this.#parts
    const used = checkCode(factor, typed, { ...tries.spent(user), nowMs: clock.now(), user })
    if (used && 'spare' in used)
      this.#owed = {
        user,
        secondFactor: await sealFactor(publicKey, without(factor, used), owner, sealed.since),
      }
    factor.seed.fill(0)
    return used
  }

  owed(userId: string): KeptFactor | null {
    const owed = this.#owed
    this.#owed = null
    if (owed?.user !== userId) return null
    const { version } = this.#own(userId).credential
    return { secondFactor: owed.secondFactor, version }
  }

  /** What was begun and not finished. */
  forget(): void {
    this.#pending?.factor.seed.fill(0)
    this.#pending = null
  }

  async #keep(
    userId: string,
    factor: Factor,
    since: string,
    keep: (kept: KeptFactor) => void,
  ): Promise<void> {
    const { owner, credential } = this.#own(userId)
    const secondFactor = await sealFactor(credential.keys.publicKey, factor, owner, since)
    keep({ secondFactor, version: credential.version })
  }

  /** With the password; null where they have none that is good. The caller wipes its seed. */
  async #openBefore(userId: string, password: string, credential: Credential): Promise<Factor | null> {
    const privateKey = await this.#parts.openOwn(password)
    try {
      const { keys, secondFactor } = credential
      const { owner } = this.#own(userId)
      return secondFactor && (await openFactor(privateKey, secondFactor, keys.publicKey, owner))
    } finally {
      privateKey.fill(0)
    }
  }

  /** The factor without the code that was used. Throws `second-factor.wrong-code`. */
  #use(userId: string, factor: Factor, code: string): Factor {
    const { clock, tries } = this.#parts
    const used = checkCode(factor, code, { ...tries.spent(userId), nowMs: clock.now(), user: userId })
    if (!used) {
      factor.seed.fill(0)
      throw new AppError('Forbidden', 'second-factor.wrong-code')
    }
    tries.spend(userId, used)
    return without(factor, used)
  }

  #own(userId: string): { session: Session; owner: Person; credential: Credential } {
    const session = this.#parts.session()
    must(session?.actor.id === userId, 'second-factor.owner')
    const credential = credentialOf(session.store.read, userId)
    if (!credential) throw new AppError('Conflict', 'second-factor.no-credential')
    return { session, owner: { tenant: session.workstation.tenant, user: userId }, credential }
  }
}
