/**
 * A clock that is set: apps of the stand-in, clouds and workstations of this process that are given it all live by it. It goes on by itself
 * like any other, and is put forward to let hours pass in a moment.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../shared/kernel/ids.ts'
import { root } from '../proc.ts'

export class SetClock implements Clock {
  /** How far the wall clock and the steady one are ahead of those of the machine, ms. */
  readonly #ahead: Float64Array
  readonly #place: string
  readonly #file: number

  /** `place`: a file that is made. `startMs`: what it is now, ms since 1970. */
  constructor(place: string, startMs: number) {
    this.#place = place
    this.#ahead = new Float64Array([startMs - Date.now(), 0])
    this.#file = openSync(place, 'w')
    this.#write()
  }

  now = (): number => Math.floor(Date.now() + (this.#ahead[0] ?? 0))
  mono = (): number => performance.now() + (this.#ahead[1] ?? 0)

  /** Never back: a machine whose clock goes back is another test. */
  advance(ms: number): void {
    if (ms < 0) throw new Error('a set clock goes forward only')
    for (const which of [0, 1]) this.#ahead[which] = (this.#ahead[which] ?? 0) + ms
    this.#write()
  }

  /** What an app of the stand-in is started with to live by it. */
  get forApp(): Readonly<Record<string, string>> {
    return { HOLDFAST_CLOCK: this.#place }
  }

  /** The same for any process of Node. */
  get forProcess(): Readonly<Record<string, string>> {
    const preload = join(root, 'tools/electron-stand-in/set-clock.mjs')
    return { ...this.forApp, NODE_OPTIONS: `--require=${preload}` }
  }

  close(): void {
    closeSync(this.#file)
  }

  #write(): void {
    writeSync(this.#file, this.#ahead, 0, this.#ahead.byteLength, 0)
  }
}
