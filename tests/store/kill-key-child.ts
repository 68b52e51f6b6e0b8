/**
 * Comes in where another key is due. `node kill-key-child.mjs <profile> <username> <password> <step>`: kills itself at that call of its to
 * the file system or the database, and says how many there are where it comes to its end.
 */
import Database from 'better-sqlite3-multiple-ciphers'
import { writeSync } from 'node:fs'
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { signIn } from '../../shared/access/sign-in.ts'
import { DemoKeyFile } from '../../src-main/app/keychain.ts'
import { openWorkstation, type DeviceKeys } from '../../tools/kit/workstation.ts'
import { stepsOf } from '../kit/steps.ts'

const [, , profile = '', username = '', password = '', given = '0'] = process.argv
const { step, end } = stepsOf(profile, given)

const keys = new DemoKeyFile(profile) as unknown as DeviceKeys
const desk = await openWorkstation({ profile, keys })

type Functions = Record<string, (...args: unknown[]) => unknown>
const stepping = (of: Functions, names: readonly string[]) => {
  for (const name of names) {
    const real = of[name]
    of[name] = function (this: unknown, ...args) {
      step()
      return real?.apply(this, args)
    }
  }
}
stepping(createRequire(import.meta.url)('node:fs') as Functions, [
  'openSync',
  'fsyncSync',
  'renameSync',
  'writeSync',
])
syncBuiltinESMExports()
stepping(Database.prototype as unknown as Functions, ['key', 'rekey', 'close'])

await desk.call(signIn, { username, password })
const steps = end()
desk.close()
writeSync(1, `${JSON.stringify({ steps })}\n`)
process.exit(0)
