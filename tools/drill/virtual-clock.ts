import type { Clock } from '../../shared/kernel/ids.ts'

const hour = 3_600_000
/** 2026-03-02T13:00Z: a Monday, eight in the morning in New York. */
const monday = Date.UTC(2026, 2, 2, 13)

/** Time that passes only when it is told to, in working hours of ten hours a day. */
export class WorkClock implements Clock {
  #passed = 0
  now = (): number => monday + this.#passed
  mono = (): number => 1000 + this.#passed

  /** Hours since the first morning. */
  get hours(): number {
    return this.#passed / hour
  }

  get isOpen(): boolean {
    return this.hours % 24 < 10
  }

  advance(ms: number): void {
    this.#passed += ms
  }
}
