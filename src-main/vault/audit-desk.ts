/** What whoever is signed in may ask of the audit log itself: how far it is witnessed, what it is alarmed of, a copy. */
import type { LogScope } from '../../shared/auditing/covered.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { clockNow, type ClockNow } from '../audit/clock-log.ts'
import { exportLog, walkLog, type Wanted, type Written } from '../audit/export-log.ts'
import type { Identity } from '../audit/statement.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import { concernedBy } from '../audit/alarm-people.ts'
import type { AuditDoor, LogStanding } from '../pipeline/gatekeeper.ts'
import type { LogDoor, WholeDoor } from '../pipeline/log-door.ts'
import { OwnLogDesk, WholeLogDesk } from './log-desk.ts'
import type { WholeKeeper } from './whole-keeper.ts'

export class AuditDesk implements AuditDoor {
  readonly #audit: () => AuditFile | null
  readonly #clock: Clock
  #own: OwnLogDesk | null = null
  #all: WholeLogDesk | null = null
  readonly #whole: () => Pick<WholeKeeper, 'file' | 'now' | 'lookAgain'>
  readonly #identity: () => Identity | null

  /** `identity`: what an export is signed with; null where there is no cloud. */
  constructor(
    audit: () => AuditFile | null,
    clock: Clock,
    identity: () => Identity | null,
    whole: () => Pick<WholeKeeper, 'file' | 'now' | 'lookAgain'>,
  ) {
    this.#whole = whole
    this.#audit = audit
    this.#clock = clock
    this.#identity = identity
  }

  standing(): LogStanding {
    const file = this.#file()
    const book = new WitnessBook(file)
    return {
      entries: file.last.n,
      waiting: book.waiting(),
      witnessedAt: book.witnessed()?.at ?? null,
      alarms: book.alarms().map((alarm) => ({
        alarmId: alarm.id,
        kind: alarm.kind,
        at: alarm.at,
        isHere: alarm.device === file.device,
        concerned: concernedBy(file, alarm),
      })),
    }
  }

  openAlarms(): number {
    return new WitnessBook(this.#file()).alarms().length
  }

  settle(alarmId: string, actor: string, reason: string): void {
    const file = this.#file()
    new WitnessBook(file).settle(alarmId, instantOf(this.#clock.now()), actor, reason)
  }

  /** Nothing of the log is sent until then. */
  pause(until: string | null): void {
    const file = this.#audit()
    if (file) new WitnessBook(file).pause(until)
  }

  async verify(): Promise<Readonly<{ entries: number; holds: boolean; firstBad: number | null }>> {
    const file = this.#file()
    const entries = file.last.n
    const verdict = await walkLog(file, turn)
    return { entries, holds: verdict.ok, firstBad: verdict.ok ? null : verdict.firstBad }
  }

  export(folder: string, wanted: Wanted, passphrase: string | null): Promise<Written> {
    const at = instantOf(this.#clock.now())
    return exportLog(this.#file(), folder, wanted, at, turn, this.#identity(), passphrase)
  }

  /** Of the practice, where it is kept here. */
  log(scope: LogScope): LogDoor {
    const file = this.#file()
    if (scope === 'here') {
      if (this.#own?.file !== file) this.#own = new OwnLogDesk(file)
      return this.#own
    }
    const { file: whole } = this.#whole()
    if (!whole) throw new AppError('Conflict', 'audit.whole-off')
    if (this.#all?.file !== whole) this.#all = new WholeLogDesk(whole, file.device)
    return this.#all
  }

  get whole(): WholeDoor & Pick<WholeKeeper, 'file'> {
    return this.#whole()
  }

  clock(): ClockNow | null {
    return clockNow(this.#file())
  }

  #file(): AuditFile {
    const file = this.#audit()
    must(file, 'audit.file')
    return file
  }
}

/** Lets others have theirs. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
