/** Brings the log of the whole practice here, a page at a time, and takes nothing that does not fit. */
import type { AskEntries, EntriesPage } from '../../shared/audit/whole-wire.ts'
import { pagePurges } from '../../shared/audit/whole-wire.ts'
import type { AlarmKind } from '../../shared/audit/wire.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { ownEntry, type AuditFile } from './audit-log.ts'
import { checkPage, type PageFault } from './check-page.ts'
import type { WholeLog } from './whole-log.ts'
import { followPurges } from './whole-purges.ts'
import { WitnessBook } from './witness-book.ts'

export type WholeLaneParts = Readonly<{
  /** The workstation's own log: whose keys are pinned there, and where alarms stand. */
  file: AuditFile
  whole: WholeLog
  practice: string
  /** For whom it is asked: a user's id. */
  by(): string
  /** Throws Unreachable, and what the cloud refuses it with. */
  ask(asked: AskEntries): Promise<EntriesPage>
  clock: Clock
  /** Lets others have theirs. */
  turn(): Promise<void>
  /** Nobody wants it any more: what is on its way is not taken. */
  ended(): boolean
}>

/** What the lane does not take while such an alarm of this workstation is open. */
const grave: readonly AlarmKind[] = ['rewritten', 'other-key']

export class WholeLane {
  readonly #parts: WholeLaneParts
  readonly #book: WitnessBook

  constructor(parts: WholeLaneParts) {
    this.#parts = parts
    this.#book = new WitnessBook(parts.file)
  }

  /** One question. `more` where there is another to be asked at once. Throws Unreachable. */
  async step(): Promise<'more' | 'idle'> {
    const { whole, file, by, ask, clock, turn, ended } = this.#parts
    const { receiptKey, tree: laneTree } = this.#book.lane()
    // the lane of the own log has not been to the cloud yet, or somebody has to look first
    if (receiptKey === null || this.#isAlarmed()) return 'idle'
    const { size, edge, history } = whole.state()
    const seen = [whole.treeHead(), laneTree].filter((each) => each !== null)
    const purges = whole.db.prepare<[], string>('SELECT id FROM purge').pluck().all()
    let page: EntriesPage
    try {
      page = await ask({ device: file.device, by: by(), size, seen, purges })
    } catch (error) {
      if (!(error instanceof AppError && error.reason === 'permission.missing')) throw error
      if (!ended()) whole.refuse(instantOf(clock.now()))
      return 'idle'
    }
    const { practice } = this.#parts
    const headOf = (device: string, epoch: number) => whole.headOf(device, epoch)
    const laneHistory = laneTree?.history ?? null
    const held = { practice, receiptKey, size, edge, history, laneHistory, seen, headOf }
    const checked = await checkPage(page, held, turn)
    if (ended()) return 'idle'
    if ('fault' in checked) return this.#alarm(checked.fault)
    if ('restored' in checked) {
      // the lane of the own log tells of it, and takes the new history once its receipts hold
      if (laneHistory !== checked.restored) return 'idle'
      whole.beginAnew()
      return 'more'
    }
    const other = whole.otherBefore(checked.leaves)
    if (other) {
      const { device, n } = other.entry
      return this.#alarm({ kind: 'rewritten', place: other.seq, device, n })
    }
    whole.take(checked.leaves, checked.edge, page, instantOf(clock.now()))
    if (size + checked.leaves.length < checked.tree.size) return 'more'
    if (page.purges.length === pagePurges) return 'more'
    const fault = await followPurges(whole, { practice, receiptKey }, turn)
    if (fault !== null && fault !== 'done')
      return this.#alarm({ kind: 'rewritten', place: null, device: null, n: null })
    return 'idle'
  }

  /** True until somebody has settled it; then it is tried again, from where it was. */
  #isAlarmed(): boolean {
    const { whole, file } = this.#parts
    if (whole.state().alarm === null) return false
    const isOpen = this.#book
      .alarms()
      .some(({ kind, device }) => device === file.device && grave.includes(kind))
    if (!isOpen) whole.setAlarm(null)
    return isOpen
  }

  #alarm({ kind, place, device, n }: PageFault): 'idle' {
    const { whole, file, clock } = this.#parts
    whole.setAlarm(kind)
    if (this.#book.raise(kind, file.device, instantOf(clock.now()), n))
      file.append(
        ownEntry('audit.alarm', kind, {
          of: 'practice',
          ...(place !== null && { place }),
          ...(device !== null && { workstation: device }),
          ...(n !== null && { n }),
        }),
      )
    return 'idle'
  }
}
