/** A rule of the protocol is taken away, and the simulator finds it out; with the rule the same run is clean: `npm run sim -- --mutants`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { root } from '../../tools/proc.ts'
import { mutants } from './mutants.ts'
import type { Hunt } from './run-mutants.ts'

test('no rule of the protocol can be missing unseen', { timeout: 600_000 }, async () => {
  // by Node itself: a mutant is made where modules are loaded
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'tools/run.ts'), 'sim', '--mutants', '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')])
  const { hunts } = JSON.parse(said) as { hunts: Hunt[] }
  expect(hunts).toHaveLength(mutants.length)
  expect(hunts.filter(({ killed }) => !killed)).toEqual([])
})
