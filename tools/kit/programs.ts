/**
 * Programs of ours that tests and drills start dozens of times and kill: bundled once for what the sources are now, so that
 * a process of one takes a fifth of a second of processor to begin and not one and a half. They do what the sources do.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../proc.ts'
import { nativePackages } from './beside-bundles.ts'
import { putInPlace } from './put-in-place.ts'

/** Of each, its files, by the names of their modules; the first begins it. */
const programs = {
  cloud: { cloud: 'tools/kit/cloud-program.ts' },
  workstation: {
    workstation: 'tools/torture/worker.ts',
    // second threads, which it looks for beside itself (src-main/store/thread-file.ts)
    'checkpoint-worker': 'src-main/checkpoint-worker.ts',
    'pack-worker': 'src-main/pack-worker.ts',
  },
} as const
const sources = ['shared', 'src-cloud', 'src-main', 'tools', 'tests/simulation', 'package-lock.json']
/** And one that is not installed. */
const beside = [...nativePackages, 'pg-native']
const folder = join(root, 'out', 'programs')
/** Knows the root by where it lies itself. */
const proc = join(root, 'tools/proc.ts')
const dayMs = 86_400_000

/** What a process of one is to have in its environment: what was compiled before is not compiled again. */
export const programEnv = {
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(root, 'out', 'compiled'),
}

let hash: string | null = null

/** The file to start; made where it is not there, or is of other sources. */
export async function programFile(name: keyof typeof programs): Promise<string> {
  hash ??= hashOfSources()
  const place = join(folder, `${name}-${hash}`)
  const file = join(place, `${name}.mjs`)
  if (existsSync(place)) return file
  mkdirSync(folder, { recursive: true })
  for (const old of readdirSync(folder))
    if (statSync(join(folder, old)).mtimeMs < Date.now() - dayMs)
      rmSync(join(folder, old), { recursive: true, force: true })
  const mine = `${place}-${process.pid}`
  await bundle(programs[name], mine)
  putInPlace(mine, place)
  // who is killed keeps nothing of what was compiled: once it begins with nothing to do, and ends by itself
  spawnSync(process.execPath, [file], { stdio: 'ignore', env: { ...process.env, ...programEnv } })
  return file
}

async function bundle(input: Readonly<Record<string, string>>, outDir: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      minify: false,
      rollupOptions: {
        input,
        external: [...beside, proc],
        output: {
          entryFileNames: '[name].mjs',
          chunkFileNames: 'part-[name].mjs',
          paths: { [proc]: '../../../tools/proc.ts' },
        },
      },
    },
    ssr: { noExternal: true },
  })
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const add = (path: string): void => {
    if (statSync(join(root, path)).isDirectory())
      for (const name of readdirSync(join(root, path)).toSorted()) add(join(path, name))
    else
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0')
  }
  sources.forEach(add)
  return hash.digest('hex').slice(0, 16)
}
