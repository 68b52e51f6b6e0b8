/**
 * Lockout: who tried to come in and failed, by the name they typed. A try is counted, durably, before it is looked at: a process that is
 * killed in between gives none back. The stricter of audit.db and the keychain's mark counts.
 */
import { createHmac } from 'node:crypto'
import { plainUsername } from '../../shared/access/create-practice.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { wrongTries } from '../../shared/kernel/limits.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { unwritable, type AuditFile } from '../audit/audit-log.ts'
import { triesKey } from './keys.ts'
import type { Spent, UsedCode } from './second-factor.ts'
import { readMark, writeMark } from '../audit/tries-mark.ts'
import { TriesTable, type TriesRow, type Unlocked } from '../audit/tries-table.ts'

/** From so many failures on a name waits, and from so many it is disabled until somebody unlocks it. */
export const [firstWait, disabledAt] = [wrongTries.waitFrom, wrongTries.closeAt]
const waitsMs = [60_000, 300_000, 900_000]

export const waitAfter = (failures: number): number =>
  failures < firstWait ? 0 : (waitsMs[Math.min(failures - firstWait, waitsMs.length - 1)] ?? 0)

export type TriesParts = Readonly<{
  /** Null while there is none that opens. */
  audit(): AuditFile | null
  /** Null where the keychain has none. */
  deviceKey(): Buffer | null
  clock: Clock
  /** One life of this process: within it the steady clock says how long a wait has lasted. */
  run: string
  /** What the keychain had when this process was started. */
  found: string | null
  /** Sends a mark on its way to the keychain, and waits for nothing. */
  keep(mark: string): void
}>

/** How a name stands. `seconds`: that it waits. */
export type Standing = Readonly<{ failures: number; disabled: boolean; seconds: number }>

export class Tries {
  readonly #parts: TriesParts
  #of: Readonly<{ file: AuditFile; table: TriesTable }> | null = null
  #unlocked: Unlocked | null = null

  constructor(parts: TriesParts) {
    this.#parts = parts
  }

  /** Who unlocked whoever came in last, and why; null where nobody had to. */
  get unlocked(): Unlocked | null {
    return this.#unlocked
  }

  /** Counts a try of this name as failed. Throws `sign-in.wait`, `sign-in.disabled`, `audit.unwritable`; then it is not looked at. */
  begin(name: string): void {
    const table = this.#table()
    const id = this.#hash(name)
    const refused = this.#change(table, () => {
      const row = this.#rowOf(table, id)
      const { disabled, seconds } = this.#standing(row)
      if (disabled) return new AppError('Forbidden', 'sign-in.disabled')
      if (seconds > 0) {
        if (this.#isLost(row)) table.put(this.#now(id, row.failures), table.unlocked(id))
        return new AppError('Forbidden', 'sign-in.wait', { seconds: String(seconds) })
      }
      table.put(this.#now(id, row.failures + 1), table.unlocked(id))
      return null
    })
    if (refused) throw refused
  }

  /** The try was right: nothing is held against the name any more, and the code that was used is void. */
  succeeded(name: string, user: string, used: UsedCode | null): void {
    const table = this.#table()
    const id = this.#hash(name)
    this.#unlocked = this.#change(table, () => {
      const unlocked = table.unlocked(id)
      table.put(this.#now(id, 0))
      if (used) this.#spend(table, user, used)
      return unlocked
    })
  }

  /** A code was used for something else than coming in. */
  spend(user: string, used: UsedCode): void {
    const table = this.#table()
    this.#change(table, () => this.#spend(table, user, used))
  }

  /** For checkCode. */
  spent(user: string): Spent {
    const table = this.#table()
    return {
      lastStep: Math.max(table.stepOf(user) ?? 0, table.head.step),
      isSpent: (spare) => table.isSpent(short(spare)),
    }
  }

  /** Their own recovery code was right, which nobody guesses. */
  recovered(name: string): void {
    const table = this.#table()
    this.#change(table, () => table.put(this.#now(this.#hash(name), 0)))
  }

  /** Throws `lockout.none`. `by`: a user's id; its owner is told of it. */
  unlock(name: string, by: string, reason: string): void {
    const table = this.#table()
    const id = this.#hash(name)
    if (this.#rowOf(table, id).failures < firstWait) throw new AppError('NotFound', 'lockout.none')
    this.#change(table, () => table.put(this.#now(id, 0), { by, reason }))
  }

  /** How these names stand, in their order; and how many others wait or are disabled that are none of them. */
  standing(names: readonly string[]): Readonly<{ of: readonly Standing[]; others: number }> {
    const table = this.#table()
    const ids = names.map((name) => this.#hash(name))
    const others = table.failed(firstWait).filter(({ name }) => !ids.includes(name))
    return { of: ids.map((id) => this.#standing(this.#rowOf(table, id))), others: others.length }
  }

  /** The keychain is told of how all of it stands now. */
  tell(): void {
    if (this.#parts.audit()) this.#parts.keep(this.mark())
  }

  mark(): string {
    return writeMark(this.#table().content)
  }

  /** What the keychain had. Where audit.db is in an earlier state than that, the stricter of both counts from here on. */
  take(mark: string): void {
    this.#take(this.#table(), mark)
  }

  #take(table: TriesTable, text: string): void {
    const mark = readMark(text)
    if (mark === null || mark.n <= table.head.n) return
    const { n, step, rest, list } = mark
    this.#change(table, () => {
      // a name that was left out of the mark may have failed as often; nobody is disabled by that alone
      table.raiseList(list)
      table.setFloor({ n, step, failures: Math.min(rest, disabledAt - 1) })
      for (const { name, failures, at } of mark.names) {
        const own = table.row(name)
        if ((own?.failures ?? 0) < failures) table.put({ name, failures, at, mono: 0, run: '' })
      }
      for (const spare of mark.spare.toReversed()) table.spend(spare)
    })
  }

  #table(): TriesTable {
    const { found, audit } = this.#parts
    const file = audit()
    if (!file) throw new AppError('Unavailable', 'vault.not-ready')
    if (this.#of?.file !== file) {
      const table = new TriesTable(file)
      this.#of = { file, table }
      if (found !== null) this.#take(table, found)
    }
    return this.#of.table
  }

  /** What has changed is on its way to the keychain before anything is answered. */
  #change<T>(table: TriesTable, work: () => T): T {
    let value: T
    try {
      value = table.change(work)
    } catch (error) {
      throw unwritable(error)
    }
    this.#parts.keep(writeMark(table.content))
    return value
  }

  #spend(table: TriesTable, user: string, used: UsedCode): void {
    if ('step' in used) table.moveStep(user, used.step)
    else table.spend(short(used.spare))
  }

  /** By a name as people type it. */
  #hash(name: string): string {
    const deviceKey = this.#parts.deviceKey()
    if (!deviceKey) throw new AppError('Unavailable', 'vault.not-ready')
    const key = triesKey(deviceKey)
    const hash = createHmac('sha256', key).update(plainUsername(name))
    key.fill(0)
    return hash.digest('base64url').slice(0, 16)
  }

  #rowOf(table: TriesTable, name: string): TriesRow {
    return table.row(name) ?? { name, failures: table.head.failures, at: 0, mono: 0, run: '' }
  }

  #now(name: string, failures: number): TriesRow {
    const { clock, run } = this.#parts
    return { name, failures, at: clock.now(), mono: clock.mono(), run }
  }

  #standing(row: TriesRow): Standing {
    const { failures } = row
    const left = Math.max(0, waitAfter(failures) - this.#elapsed(row))
    const disabled = failures >= disabledAt
    return { failures, disabled, seconds: disabled ? 0 : Math.ceil(left / 1000) }
  }

  /** Since the last failure, ms: by both clocks the shorter, within one run; else by the wall clock, and nothing where that was set back. */
  #elapsed({ at, mono, run }: TriesRow): number {
    const { clock } = this.#parts
    const wall = clock.now() - at
    const steady = run === this.#parts.run ? Math.max(0, clock.mono() - mono) : null
    if (steady === null) return Math.max(0, wall)
    return wall < 0 ? steady : Math.min(wall, steady)
  }

  /** Neither clock knows since when it waits: it begins anew. */
  #isLost({ at, run }: TriesRow): boolean {
    return run !== this.#parts.run && this.#parts.clock.now() < at
  }
}

/** Of the hash of a spare code: enough to tell it, and short enough for the mark. */
const short = (spare: string): string => spare.slice(0, 12)
