/** A drill: the cloud is left alone for a time that was chosen, also across locks, until that is over or somebody ends it. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { endDrill, openDrill, startDrill, type Drill } from '../store/outage-log.ts'
import type { Store } from '../store/store.ts'

export class DrillWatch {
  readonly #clock: Clock
  readonly #ended: () => void
  #store: Store | null = null
  #timer: NodeJS.Timeout | null = null
  now: Drill | null = null

  /** `ended`: it is over by itself. */
  constructor(clock: Clock, ended: () => void) {
    this.#clock = clock
    this.#ended = ended
  }

  /** Somebody is in: a drill that was begun before goes on, or has ended meanwhile. */
  begin(store: Store): void {
    this.#store = store
    const drill = openDrill(store)
    if (drill && Date.parse(drill.until) <= this.#clock.now()) endDrill(store, drill.until, null)
    else if (drill) this.#goOn(drill)
  }

  /** Nobody is in any more; the drill goes on without them. */
  leave(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#store = null
    this.now = null
  }

  start(store: Store, minutes: number, by: string): Drill {
    const now = this.#clock.now()
    const drill = { startedAt: instantOf(now), until: instantOf(now + minutes * 60_000) }
    startDrill(store, drill, by)
    this.#goOn(drill)
    return drill
  }

  /** Throws `drill.none`. Returns when it had begun. */
  end(by: string | null): string {
    const [drill, store] = [this.now, this.#store]
    if (!drill || !store) throw new AppError('Conflict', 'drill.none')
    endDrill(store, instantOf(this.#clock.now()), by)
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.now = null
    return drill.startedAt
  }

  #goOn(drill: Drill): void {
    this.now = drill
    const until = Date.parse(drill.until)
    // by the steady clock from here on, and never longer than was chosen: a clock that is set back makes no drill longer
    const left = Math.min(Math.max(0, until - this.#clock.now()), until - Date.parse(drill.startedAt))
    this.#timer = setTimeout(() => {
      this.end(null)
      this.#ended()
    }, left).unref()
  }
}
