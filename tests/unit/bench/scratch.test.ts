import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeFolder, removeFolder } from '../../kit/practice.ts'

const script = (parent: string, then: string) => `
  const { scratchFolder } = await import(${JSON.stringify(new URL('../../../tools/bench/scratch.ts', import.meta.url).href)})
  const folder = scratchFolder(${JSON.stringify(parent)}, 'run')
  const { writeFileSync, existsSync } = await import('node:fs')
  writeFileSync(folder + '/large', 'x')
  if (!existsSync(folder + '/large')) process.exit(9)
  ${then}
`

test.skipIf(process.platform === 'win32').each([
  ['its end', '', 0],
  ['a failure', 'throw new Error("no")', 1],
  ['Ctrl+C', 'process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1000)', 130],
])('a scratch folder is gone after %s', (_what, then, code) => {
  const parent = makeFolder()
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script(parent, then)], {
    stdio: 'ignore',
  })
  expect({ status, left: readdirSync(parent) }).toEqual({ status: code, left: [] })
  expect(existsSync(parent)).toBe(true)
  removeFolder(parent)
})
