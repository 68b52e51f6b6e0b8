import type { Clock } from '../../shared/kernel/ids.ts'

/** A clock that only moves when it is told to. */
export class TestClock implements Clock {
  wall: number
  steady = 1_000
  constructor(wall = Date.parse('2026-11-23T15:05:00.000Z')) {
    this.wall = wall
  }
  now = (): number => this.wall
  mono = (): number => this.steady
  advance(ms: number): void {
    this.wall += ms
    this.steady += ms
  }
}
