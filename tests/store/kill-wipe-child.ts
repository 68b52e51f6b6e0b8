/**
 * Wipes a workstation. `node kill-wipe-child.mjs <profile> <order> <step>`: kills itself at that call of its to the file system or the
 * keychain, and says how many there are where it comes to its end.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { writeSync } from 'node:fs'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import { beginWipe, finishWipe } from '../../src-main/app/wipe.ts'
import { stepsOf } from '../kit/steps.ts'

const [, , profile = '', given = '{}', at = '0'] = process.argv
const { step, end } = stepsOf(profile, at)

type Functions = Record<string, (...args: unknown[]) => unknown>
const fs = createRequire(import.meta.url)('node:fs') as Functions
for (const name of [
  'openSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'writeSync',
  'rmSync',
  'readdirSync',
]) {
  const real = fs[name]
  fs[name] = (...args) => {
    step()
    return real?.apply(fs, args)
  }
}
syncBuiltinESMExports()

const keys = new DemoKeyFile(profile)
const { order, place } = JSON.parse(given) as { order: never; place: never }
beginWipe(profile, order, { place, at: '2026-11-23T15:05:00.000Z' })
step()
await finishWipe(profile, keys)
writeSync(1, `${JSON.stringify({ steps: end() })}\n`)
process.exit(0)
