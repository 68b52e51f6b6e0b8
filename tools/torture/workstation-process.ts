/** A workstation's process: started, killed, started again on the same files. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { DeskPlace } from '../kit/desk.ts'
import type { Fact } from '../kit/desk-work.ts'
import { programEnv } from '../kit/programs.ts'
import type { Life, Told } from './worker.ts'

export class WorkstationProcess {
  readonly place: DeskPlace
  readonly #program: string
  readonly #n: number
  readonly #seed: number
  readonly #facts: string
  #lives = 0
  #child: ChildProcess | null = null
  #up = false
  #hasDone = false

  /** `program`: its file (kit/programs). `n`: which of the workstations it is, from 0. */
  constructor(program: string, place: DeskPlace, n: number, seed: number) {
    this.#program = program
    this.place = place
    this.#n = n
    this.#seed = seed
    this.#facts = join(place.folder, 'facts.jsonl')
  }

  get up(): boolean {
    return this.#up
  }

  start(): void {
    const life: Life = {
      place: this.place,
      facts: this.#facts,
      seed: this.#seed * 100_003 + this.#n * 1009 + this.#lives,
      serial: (this.#n + 1) * 10_000_000_000 + this.#lives * 1_000_000,
    }
    this.#lives += 1
    this.#hasDone = false
    const child = fork(this.#program, [JSON.stringify(life)], {
      env: { ...process.env, ...programEnv },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    child.on('message', (said: object) => {
      if (this.#child !== child) return
      if ('up' in said) this.#up = true
      if ('did' in said) this.#hasDone = true
    })
  }

  /** Resolves when something has been done in this life of it, or when that life is over. */
  async atWork(): Promise<void> {
    const life = this.#lives
    while (this.#up && this.#lives === life && !this.#hasDone) await setTimeout(10)
  }

  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    this.#up = false
    if (!child) return
    child.kill('SIGKILL')
    if (child.signalCode === null && child.exitCode === null) await once(child, 'exit')
  }

  /** Stops working and resolves when nothing is left to send or to read. Throws where it ends instead. */
  settle(): Promise<void> {
    const child = this.#child
    return new Promise((resolve, reject) => {
      if (!child) return reject(new Error('a workstation is not there'))
      const ended = () => reject(new Error(`workstation ${this.#n + 1} ended by itself`))
      child.once('exit', ended)
      child.on('message', (said: object) => {
        if (!('idle' in said)) return
        child.off('exit', ended)
        resolve()
      })
      child.send('settle' satisfies Told)
    })
  }

  async end(): Promise<void> {
    const child = this.#child
    this.#child = null
    this.#up = false
    if (!child || child.exitCode !== null) return
    child.send('end' satisfies Told)
    await once(child, 'exit')
  }

  /** What it was told had been done. */
  facts(): Fact[] {
    if (!existsSync(this.#facts)) return []
    return readFileSync(this.#facts, 'utf8')
      .split('\n')
      .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Fact] : []))
  }
}
