/** Whether dist/ was built from the sources that are here. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { task as build } from '../build.ts'
import { root } from '../proc.ts'

const sources = ['shared', 'src-main', 'src-renderer', 'assets']
const settings = ['electron.vite.config.ts', 'package-lock.json']
const marker = join(root, 'dist', '.built-from')

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = sources.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  for (const file of [...files.toSorted(), ...settings.map((name) => join(root, name))])
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Builds if anything changed since the last build; resolves to what was done, in words. Throws if the build fails. */
export async function buildIfStale(): Promise<string> {
  const wanted = fingerprint()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return 'dist/ is as the sources are'
  const start = performance.now()
  if ((await build()) !== 0) throw new Error('the build failed; its messages are above')
  writeFileSync(marker, wanted)
  return `dist/ built in ${((performance.now() - start) / 1000).toFixed(1)} s`
}
