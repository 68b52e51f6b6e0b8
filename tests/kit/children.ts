/** Processes that tests start and kill. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'
import { root } from '../../tools/proc.ts'

const native = ['better-sqlite3-multiple-ciphers', '@node-rs/argon2', '@napi-rs/keyring']

/**
 * Bundles a module, and what it imports beside it, so that a process of it starts in a moment. All of it is removed by
 * `remove`. Whoever is killed keeps nothing of what was compiled, so one process that only imports is let end first.
 */
export async function bundled(module: string): Promise<{ file: string; remove(): void }> {
  const name = `${module.replaceAll(/\W/g, '-')}-${process.pid}`
  // beside the sources: paths that are relative to the root stay right
  const folder = join(root, 'out')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, module),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: {
        external: native,
        output: {
          entryFileNames: `${name}.mjs`,
          chunkFileNames: `${name}-[name].mjs`,
          codeSplitting: { groups: [{ name: 'imports', test: (id) => !id.endsWith(module) }] },
        },
      },
    },
    ssr: { noExternal: true },
  })
  if (process.env['NODE_COMPILE_CACHE'] !== undefined)
    spawnSync(process.execPath, [join(folder, `${name}-imports.mjs`)], { stdio: 'ignore' })
  const remove = () => {
    for (const each of readdirSync(folder))
      if (each === `${name}.mjs` || each.startsWith(`${name}-`)) rmSync(join(folder, each))
  }
  return { file: join(folder, `${name}.mjs`), remove }
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
