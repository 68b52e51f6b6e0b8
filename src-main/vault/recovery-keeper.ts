/** Keeps what is sealed to the practice's recovery key, here and in the cloud, while somebody is signed in; and renews its code. */
import { join } from 'node:path'
import { plainLetters } from '../../shared/kernel/code-text.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { PracticeKey } from '../../shared/sync/recovery.ts'
import type { PracticeCodeDoor, PracticeCodeNow, PracticeSheet } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { storeError } from '../store/cipher.ts'
import { noteRecovery, recoveryState, type RecoveryState } from '../store/recovery-state.ts'
import type { Store } from '../store/store.ts'
import type { Published } from '../store/tx.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { recoveryLink } from '../sync/recovery-link.ts'
import { Unreachable } from '../sync/transport.ts'
import { openOwn } from './change-slot.ts'
import type { KdfCost } from './keys.ts'
import { keysHere } from './open-session.ts'
import { lettersOf, makePracticeKey, openPracticeKey, rewrapPracticeKey } from './practice-key.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { exchangeRecovery } from './exchange-recovery.ts'
import { rewrapFile, sealAs, sealRecovery, wipeKeys, type KeysHere } from './seal-recovery.ts'

export type RecoveryParts = Readonly<{
  clock: Clock
  kdf: KdfCost
  changed(what: Published): void
  failed(error: unknown): void
}>

/** How often the cloud is asked whether the code was renewed elsewhere. */
const askAgainMs = 600_000

export class RecoveryKeeper implements PracticeCodeDoor {
  readonly #parts: RecoveryParts
  readonly #directory: string
  #session: Session | null = null
  #deviceKey: Buffer | null = null
  #place: CloudPlace | null = null
  /** By the steady clock; null where the cloud is to be asked as soon as it is there. */
  #askedAt: number | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  /** One after the other: each reads what is noted, and notes it anew. */
  #turn: Promise<unknown> = Promise.resolve()

  /** `directory`: the folder of the store. */
  constructor(directory: string, parts: RecoveryParts) {
    this.#directory = directory
    this.#parts = parts
  }

  /** While somebody comes in. Nobody is kept out where it cannot be done, on a full disk, say: the next sign-in tries again. */
  async seal(
    store: Store,
    place: Readonly<{ tenant: string; device: string }>,
    keys: KeysHere,
  ): Promise<void> {
    try {
      await sealRecovery(this.#file, place, store, keys)
    } catch (error) {
      if (!(storeError(error) instanceof AppError)) this.#parts.failed(error)
    }
  }

  begin(session: Session, deviceKey: Buffer | null): void {
    this.#session = session
    this.#deviceKey = deviceKey
    this.#askedAt = null
  }

  end(): void {
    this.#session = null
    this.#deviceKey = null
    this.away()
  }

  get now(): PracticeCodeNow {
    const { key, offered, fileSha, cloud, used } = recoveryState(this.#inside().store)
    return {
      madeAt: key?.madeAt ?? null,
      letters: key && lettersOf(key),
      isSealed: key !== null && fileSha !== null,
      offeredAt: offered?.madeAt ?? null,
      workstations: cloud,
      used,
    }
  }

  /** What whoever joins with a code of this workstation is told of the key. */
  get vouched(): PracticeKey | null {
    return recoveryState(this.#inside().store).key
  }

  renew(password: string, typedCode: string | null, onSure: () => void): Promise<PracticeSheet> {
    return this.#inTurn(async (session) => {
      const { store, workstation } = session
      const state = recoveryState(store)
      const privateKey = typedCode === null ? null : this.#openedBy(typedCode, state.key)
      const madeAt = instantOf(this.#parts.clock.now())
      try {
        return await this.#withKeys(session, password, async (keys) => {
          const version = Math.max(state.key?.version ?? 0, state.offered?.version ?? 0) + 1
          const made =
            privateKey && state.key
              ? rewrapPracticeKey(workstation.tenant, state.key, privateKey, madeAt)
              : await makePracticeKey(workstation.tenant, version, madeAt)
          onSure()
          const { key } = made
          await sealAs(
            this.#file,
            workstation,
            store,
            { ...state, key, unsent: true, offered: null, used: null },
            keys,
          )
          this.#again()
          return { code: made.code, letters: lettersOf(key) }
        })
      } finally {
        privateKey?.fill(0)
      }
    })
  }

  confirm(password: string, letters: string, onSure: () => void): Promise<void> {
    return this.#inTurn(async (session) => {
      const { store, workstation } = session
      const state = recoveryState(store)
      const key = state.offered
      if (!key) throw new AppError('Conflict', 'practice-code.nothing-new')
      if (plainLetters(letters) !== plainLetters(lettersOf(key)))
        throw new AppError('Forbidden', 'practice-code.other-letters')
      await this.#withKeys(session, password, async (keys) => {
        onSure()
        await sealAs(
          this.#file,
          workstation,
          store,
          { ...state, key, unsent: false, offered: null, used: null },
          keys,
        )
        this.#again()
      })
    })
  }

  /** Where the cloud is there it is asked now, and else when it is. */
  askSoon(): void {
    this.#askedAt = null
    if (this.#place) this.reached(this.#place)
  }

  /** The cloud is not to be spoken to. */
  away(): void {
    this.#place = null
    clearTimeout(this.#timer)
  }

  /** The cloud is there. */
  reached(place: CloudPlace): void {
    if (!this.#session) return
    this.#place = place
    const mono = this.#parts.clock.mono()
    if (this.#askedAt !== null && mono - this.#askedAt < askAgainMs) return
    this.#askedAt = mono
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.askSoon(), askAgainMs)
    this.#timer.unref()
    void this.#inTurn((session) => this.#exchange(session, place)).catch((error: unknown) => {
      this.#askedAt = null
      if (!(error instanceof Unreachable) && !(error instanceof AppError)) this.#parts.failed(error)
    })
  }

  async #exchange(session: Session, place: CloudPlace): Promise<void> {
    const { store, workstation } = session
    const link = recoveryLink(place)
    try {
      await exchangeRecovery(link, {
        isHere: () => this.#session === session,
        state: () => recoveryState(store),
        note: (state) => this.#noted(session, state),
        file: this.#file,
        rewrapped: (state) => rewrapFile(this.#file, workstation, store, state),
      })
    } finally {
      link.close()
    }
  }

  #noted({ store }: Session, state: RecoveryState): void {
    noteRecovery(store, state)
    this.#shown()
  }

  /** There is something new to be sent. */
  #again(): void {
    this.#shown()
    // after whoever is at work now
    queueMicrotask(() => this.askSoon())
  }

  #shown(): void {
    this.#parts.changed({ tables: ['workstation_setting'], patients: [] })
  }

  /** Throws `recovery.not-a-code`, `practice-code.wrong`. */
  #openedBy(typed: string, key: PracticeKey | null): Buffer {
    const code = readRecoveryCode(typed)
    if (!code) throw new AppError('Invalid', 'recovery.not-a-code')
    const { workstation } = this.#inside()
    const privateKey = key && openPracticeKey(workstation.tenant, key, code)
    code.fill(0)
    if (!privateKey) throw new AppError('Forbidden', 'practice-code.wrong')
    return privateKey
  }

  /** Throws `password.wrong`. */
  async #withKeys<T>({ actor }: Session, password: string, work: (keys: KeysHere) => Promise<T>): Promise<T> {
    must(this.#deviceKey, 'recovery.device-key')
    const file = join(this.#directory, 'slots.json')
    const { slot, privateKey } = openOwn(file, actor.id, password, this.#deviceKey, this.#parts.kdf)
    const keys = await keysHere(slot, privateKey, this.#deviceKey)
    try {
      return await work(keys)
    } finally {
      privateKey.fill(0)
      wipeKeys(keys)
    }
  }

  #inTurn<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#inside()
    const next = this.#turn.then(() => {
      if (this.#session !== session) throw new AppError('Locked', 'session.locked')
      return work(session)
    })
    this.#turn = next.catch(() => undefined)
    return next
  }

  #inside(): Session {
    must(this.#session, 'recovery.session')
    return this.#session
  }

  get #file(): string {
    return join(this.#directory, 'recovery.json')
  }
}
