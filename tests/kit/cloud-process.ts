/** `npm run cloud -- start` as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { freePort } from '../../tools/kit/free-port.ts'
import { programEnv, programFile } from '../../tools/kit/programs.ts'
import { root } from '../../tools/proc.ts'

/**
 * Resolves once it answers. `said`: what it said then. `sources`: from them, as `npm run cloud` does it, and not bundled.
 */
export async function startProcess(
  folder: string,
  port: number,
  env: Record<string, string>,
  more: readonly string[] = [],
  sources = false,
): Promise<Readonly<{ child: ChildProcess; said: Readonly<Record<string, unknown>> }>> {
  const child = spawn(
    process.execPath,
    [
      ...(sources ? [join(root, 'tools/run.ts'), 'cloud'] : [await programFile('cloud')]),
      'start',
      '--folder',
      folder,
      '--port',
      String(port),
      '--database-port',
      String(await freePort()),
      ...more,
    ],
    {
      env: { ...process.env, ...programEnv, HOLDFAST_LOG: 'silent', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  let said: Record<string, unknown> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"started"')) continue
    said = JSON.parse(line) as Record<string, unknown>
    break
  }
  return { child, said }
}

export const cloudProcess = async (folder: string, port: number, env: Record<string, string>) =>
  (await startProcess(folder, port, env)).child

export async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  // one that has ended by itself says so no more
  if (child.signalCode === null && child.exitCode === null) await once(child, 'exit')
}
