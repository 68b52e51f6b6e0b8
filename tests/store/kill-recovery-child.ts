/**
 * Opens a workstation whose keychain is lost with the practice's code. `node kill-recovery-child.mjs <profile> <code> <step>`: kills
 * itself at that call of its to the file system or the keychain, and says how many there are where it comes to its end.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { writeSync } from 'node:fs'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import { openWorkstation, type DeviceKeys } from '../../tools/kit/workstation.ts'
import { stepsOf } from '../kit/steps.ts'
import { withCode } from '../kit/recovery-input.ts'

const [, , profile = '', code = '', given = '0'] = process.argv
const { step, end } = stepsOf(profile, given)

const keys = new DemoKeyFile(profile) as unknown as DeviceKeys
const desk = await openWorkstation({
  profile,
  keys: {
    find: (device) => keys.find(device),
    create: (device) => keys.create(device),
    restore: async (device, key) => {
      step()
      await keys.restore(device, key)
      step()
    },
  },
})

type Functions = Record<string, (...args: unknown[]) => unknown>
const fs = createRequire(import.meta.url)('node:fs') as Functions
for (const name of ['openSync', 'fsyncSync', 'closeSync', 'renameSync', 'writeSync', 'existsSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    step()
    return real?.apply(fs, args)
  }
}
syncBuiltinESMExports()

await desk.call(recoverPractice, withCode(code))
const steps = end()
desk.close()
writeSync(1, `${JSON.stringify({ steps })}\n`)
process.exit(0)
