/** Starting other programs from a task. */
import { spawn, spawnSync, type SpawnOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Runs to the end with our own input and output; resolves to the exit code. */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

/** A program on the PATH, or null. */
export function which(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (existsSync(path)) return path
  }
  return null
}

/** The tool of an installed package, as `npx` would run it. */
export const bin = (name: string): string =>
  join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

/** One step of a task: says what it does, how long it took, and stops the task where it fails. */
export async function step(what: string, work: () => Promise<number> | number): Promise<void> {
  console.log(`\n== ${what}`)
  const start = performance.now()
  const code = await work()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`== ${what}: ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s`)
  if (code !== 0) process.exit(code)
}

export const succeeds = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0
