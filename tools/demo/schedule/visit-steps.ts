/** What has happened to an appointment of the demo by some moment: when they came, waited, were seen, and left. */
import type { Step } from '../../../shared/schedule/step.ts'
import { instantOfMinute } from '../../../shared/schedule/appointment.ts'
import type { Random } from '../random.ts'

export type Present = 'arrived' | 'roomed' | 'with-provider' | 'checkout'

export class Steps {
  readonly #random: Random
  readonly #by: string

  constructor(random: Random, by: string) {
    this.#random = random
    this.#by = by
  }

  one(kind: Step['kind'], minute: number, more: Partial<Step> = {}): Step {
    const second = this.#random.int(0, 59)
    return {
      id: this.#random.uuid(),
      kind,
      at: instantOfMinute(minute).replace(':00.000', `:${String(second).padStart(2, '0')}.000`),
      by: this.#by,
      roomId: null,
      reason: '',
      note: '',
      ...more,
    }
  }

  /** Those up to the minute `now` of somebody who comes; `slow` makes them wait. */
  visit(start: number, minutes: number, roomId: string | null, now: number, slow = 1): Step[] {
    const random = this.#random
    const arrived = start + random.int(-14, 6)
    const roomed = Math.max(start - 3, arrived + 2) + Math.round(random.int(0, 11) * slow)
    const seen = roomed + Math.round(random.int(3, 12) * slow)
    const done = seen + Math.max(6, Math.round(minutes * random.between(0.55, 1.15)))
    const left = done + random.int(2, 8)
    const kinds = [
      ['arrived', arrived],
      ['roomed', roomed],
      ['with-provider', seen],
      ['checkout', done],
      ['left', left],
    ] as const
    return kinds
      .filter(([kind, at]) => at < now && (roomId !== null || kind !== 'roomed'))
      .map(([kind, at]) => this.one(kind, at, kind === 'roomed' ? { roomId } : {}))
  }

  /** Those of somebody who is at `stage` since `since` minutes. */
  until(stage: Present, now: number, since: number, minutes: number, roomId: string | null): Step[] {
    const order = ['arrived', 'roomed', 'with-provider', 'checkout'] as const
    const before = order.slice(0, order.indexOf(stage))
    const took = {
      arrived: this.#random.int(6, 12),
      roomed: this.#random.int(5, 9),
      'with-provider': Math.round(minutes * 0.8),
    }
    let at = now - since
    const last = this.one(stage, at, stage === 'roomed' ? { roomId } : {})
    const earlier = before.toReversed().map((kind) => {
      at -= took[kind as keyof typeof took]
      return this.one(kind, at, kind === 'roomed' ? { roomId } : {})
    })
    return [...earlier.toReversed(), last]
  }
}
