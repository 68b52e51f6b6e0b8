/** Bundles of what tests start beside themselves: made once for a run of tests, by whoever needs the first. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '../../tools/kit/processes.ts'
import { root } from '../../tools/proc.ts'

/** Beside the sources: paths that are relative to the root stay right. */
const out = join(root, 'out')
/** Of all processes of one run of tests (vitest.config.ts). */
const prefix = `bundle-${process.env['HOLDFAST_RUN'] ?? process.pid}`

/** The file of a child (`tests/store/kill-child.ts` is `kill-child`) or of a second thread of the product (`import-worker`). */
export function bundleOf(name: string): string {
  const done = join(out, `${prefix}-done`)
  if (!existsSync(done)) {
    if (isFirst()) bundleAll(done)
    while (!existsSync(done)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  }
  return join(out, `${prefix}-${name}.mjs`)
}

function isFirst(): boolean {
  mkdirSync(out, { recursive: true })
  try {
    writeFileSync(join(out, `${prefix}-begun`), '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}

/** Also where it fails: whoever waits finds no file, and says which. */
function bundleAll(done: string): void {
  for (const file of readdirSync(out)) {
    const run = Number(/^bundle-(\d+)/.exec(file)?.[1] ?? process.pid)
    if (!isRunning(run)) rmSync(join(out, file), { force: true })
  }
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tests/kit/bundle-all.ts'), out, prefix],
    { encoding: 'utf8' },
  )
  writeFileSync(done, '')
  if (status !== 0) throw new Error(`not bundled: ${stderr}`)
}
