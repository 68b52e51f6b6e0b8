/** Processes that tests start and kill. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { bundleOf } from './bundles.ts'

const warmed = new Set<string>()

/**
 * A child, bundled with what it imports so that a process of it starts in a moment. Whoever is killed keeps nothing of what was compiled,
 * so one process that only imports is let end first.
 */
export function bundled(name: string): string {
  const file = bundleOf(name)
  if (process.env['NODE_COMPILE_CACHE'] !== undefined && !warmed.has(file))
    spawnSync(process.execPath, [file], { stdio: 'ignore' })
  warmed.add(file)
  return file
}

export type Ended = Readonly<{
  signal: NodeJS.Signals | null
  code: number | null
  lines: unknown[]
  errors: string
}>

/** Runs a module to its end; `watch` hears every line of JSON it writes and may kill it. */
export function runChild(
  file: string,
  args: readonly string[],
  options: Readonly<{
    env?: Record<string, string>
    /** A program that runs it as somebody else. */
    as?: readonly string[]
    watch?: (line: unknown, child: ChildProcess) => void
  }> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', file, ...args]
    const [command = '', ...rest] = [...(options.as ?? []), ...node]
    const child = spawn(command, rest, {
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const lines: unknown[] = []
    let errors = ''
    createInterface({ input: child.stdout }).on('line', (text) => {
      // a line cut short by the kill was not said
      if (!text.endsWith('}')) return
      const line: unknown = JSON.parse(text)
      lines.push(line)
      options.watch?.(line, child)
    })
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()))
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ signal, code, lines, errors }))
  })
}
