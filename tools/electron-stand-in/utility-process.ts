/** Starts a module in a Node process of its own, with `process.parentPort` as Electron gives it. */
import type { ForkOptions, UtilityProcess } from 'electron'
import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'

const { HOLDFAST_CLOCK } = process.env
const clock = HOLDFAST_CLOCK === undefined ? {} : { HOLDFAST_CLOCK }

class StandInUtilityProcess extends EventEmitter {
  readonly #child: ChildProcess

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      // what the app keeps from it is kept; the clock is the machine's
      env: { ...(options.env ?? process.env), ...clock },
      stdio:
        process.env['HOLDFAST_STAND_IN_OUTPUT'] === '1' ? 'inherit' : ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--import', fileURLToPath(new URL('parent-port.mjs', import.meta.url))],
    })
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => this.emit('exit', code ?? 1))
    this.#child.on('error', () => this.emit('exit', 1))
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined)
  }

  kill(): boolean {
    return this.#child.kill('SIGKILL')
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new StandInUtilityProcess(modulePath, args, options) as unknown as UtilityProcess,
}
