/** While somebody is in: the log of the whole practice, where somebody who may read it has asked for it at this workstation. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { WholeLane } from '../audit/whole-lane.ts'
import { openWhole, removeWhole, type WholeLog } from '../audit/whole-log.ts'
import { HttpWholeTransport } from '../audit/whole-transport.ts'
import type { WholeDoor, WholeNow } from '../pipeline/log-door.ts'
import type { Session } from '../pipeline/session.ts'
import type { Migration } from '../store/migrate.ts'
import type { Published } from '../store/tx.ts'
import { wholeAsked, type WholeAsked } from '../store/whole-asked.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { jitter } from '../sync/jitter.ts'
import { Unreachable } from '../sync/transport.ts'

export type WholeParts = Readonly<{
  clock: Clock
  migrations: readonly Migration[]
  audit(): AuditFile | null
  changed(what: Published): void
  failed(error: unknown): void
}>

type Inside = Pick<Session, 'store' | 'actor' | 'workstation'>
type Running = { place: CloudPlace; ended: AbortController; wake(): void; askedAt: number | null }

const pollMs = 60_000
const longestWaitMs = 600_000
/** Somebody who looks at it is shown one that is not older. */
const lookAgainMs = 5000
/** Between pages: what people do goes on. */
const restMs = 20
const tellEvery = 20
const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32

export class WholeKeeper implements WholeDoor {
  readonly #parts: WholeParts
  readonly #path: string
  #in: Inside | null = null
  #asked: WholeAsked | null = null
  #place: CloudPlace | null = null
  #running: Running | null = null
  #isBroken = false
  /** Null where nobody has asked for it here, or it does not open. */
  file: WholeLog | null = null

  /** `directory`: the folder of the store. */
  constructor(directory: string, parts: WholeParts) {
    this.#path = join(directory, 'whole-log.db')
    this.#parts = parts
  }

  begin(session: Inside): void {
    this.#in = session
    this.#follow()
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    this.away()
    this.#close()
    this.#in = null
    this.#asked = null
  }

  /** Something was changed here: it may have been asked for, or be wanted no more. */
  touched({ tables }: Published): void {
    if (this.#in && tables.includes('workstation_setting')) this.#follow()
  }

  /** The cloud is there. */
  reached(place: CloudPlace): void {
    this.#place = place
    this.#run()
  }

  away(): void {
    this.#place = null
    this.#stop()
  }

  get now(): WholeNow | null {
    if (!this.#asked) return null
    const { by, at } = this.#asked
    const state = this.file?.state()
    const size = state?.size ?? 0
    return {
      by,
      at,
      size,
      of: Math.max(size, state?.tree?.said.size ?? 0),
      gone: this.file?.gone() ?? 0,
      seenAt: state?.seen ?? null,
      refused: state?.refused ?? false,
      alarmed: state?.alarm !== null && state !== undefined,
      broken: this.#isBroken,
    }
  }

  lookAgain(): void {
    const askedAt = this.#running?.askedAt ?? null
    if (askedAt !== null && this.#parts.clock.mono() - askedAt >= lookAgainMs) this.#running?.wake()
  }

  #follow(): void {
    const { store } = this.#inside()
    const asked = wholeAsked(store.read)
    if (asked?.key === this.#asked?.key && (asked === null || this.file)) return this.#leaveNothing()
    this.#stop()
    this.#close()
    this.#asked = asked
    if (!asked) return this.#leaveNothing()
    this.#open(Buffer.from(asked.key, 'base64'))
    this.#run()
    this.#tell()
  }

  /** Turned off, it is deleted: also where the workstation was killed in between. */
  #leaveNothing(): void {
    if (this.#asked || !existsSync(this.#path)) return
    removeWhole(this.#path)
    this.#tell()
  }

  /** What does not open, or is damaged, is a copy: it is fetched anew. */
  #open(key: Buffer): void {
    const { migrations, failed } = this.#parts
    this.#isBroken = false
    try {
      if (existsSync(this.#path)) {
        try {
          this.file = openWhole(this.#path, key, migrations, false)
          return
        } catch (error) {
          if (!(error instanceof AppError) || !remade.has(error.reason)) throw error
          removeWhole(this.#path)
        }
      }
      this.file = openWhole(this.#path, key, migrations, true)
    } catch (error) {
      this.#isBroken = true
      failed(error)
    } finally {
      key.fill(0)
    }
  }

  #close(): void {
    this.file?.close()
    this.file = null
  }

  #stop(): void {
    this.#running?.ended.abort()
    this.#running?.wake()
    this.#running = null
  }

  #run(): void {
    const [place, whole, inside, audit] = [this.#place, this.file, this.#in, this.#parts.audit()]
    if (!place || !whole || !inside || !audit || this.#running?.place === place) return
    this.#stop()
    const ended = new AbortController()
    const running: Running = { place, ended, wake: () => undefined, askedAt: null }
    this.#running = running
    const transport = new HttpWholeTransport(place)
    const lane = new WholeLane({
      file: audit,
      whole,
      practice: inside.workstation.tenant,
      by: () => this.#for(inside),
      ask: (asked) => transport.ask(asked),
      clock: this.#parts.clock,
      turn: () => new Promise((resolve) => setImmediate(resolve)),
      ended: () => ended.signal.aborted,
    })
    void this.#loop(lane, running).finally(() => transport.close())
  }

  /** Whoever is in, where they may read it; else whoever asked for it. */
  #for({ actor }: Inside): string {
    must(this.#asked, 'whole.asked')
    return actor.can.has('audit.read') ? actor.id : this.#asked.by
  }

  async #loop(lane: WholeLane, running: Running): Promise<void> {
    const { clock, failed } = this.#parts
    const { signal } = running.ended
    for (let failures = 0, pages = 0; !signal.aborted;) {
      let wait = pollMs
      try {
        const came = await lane.step()
        running.askedAt = clock.mono()
        failures = 0
        pages += 1
        if (came === 'more') wait = restMs
        if (came === 'idle' || pages % tellEvery === 0) this.#tell()
      } catch (error) {
        if (signal.aborted) return
        const missed = error instanceof Unreachable ? error : null
        if (!missed && !(error instanceof AppError && error.code === 'Forbidden')) failed(error)
        wait = Math.max(missed?.retryAfterMs ?? 0, jitter(failures, longestWaitMs, random))
        failures += 1
      }
      if (signal.aborted) return
      await rest(wait, running)
    }
  }

  #tell(): void {
    this.#parts.changed({ tables: ['whole_log'], patients: [] })
  }

  #inside(): Inside {
    must(this.#in, 'whole.session')
    return this.#in
  }
}

/** Why a copy is thrown away. */
const remade = new Set([
  'store.wrong-key',
  'store.damaged',
  'store.plaintext',
  'store.missing',
  'store.newer',
])

function rest(ms: number, running: { wake(): void }): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, ms)
    timer.unref()
    running.wake = done
  })
}
