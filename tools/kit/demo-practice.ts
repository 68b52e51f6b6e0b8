/** A practice to look around in: made by a command, its owner's password beside it, so that the command can come back. */
import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { createPractice } from '../../shared/access/create-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { DemoKeyFile, OsKeychain } from '../../src-main/app/keychain.ts'
import { openWorkstation, owner, type DeviceKeys, type Workstation } from './workstation.ts'

/** `demo.json` of a profile, as the app reads it for its sign-in screen. */
const Demo = z.strictObject({ username: z.string(), password: z.string(), keyInFile: z.boolean() })
export type Demo = z.output<typeof Demo>

/** Who the practice belongs to; its password is made up. */
const demoOwner = { ...owner, username: 'demo', displayName: 'Ana Rivera, MD' }

const fileOf = (profile: string): string => join(profile, 'demo.json')

/** The demonstration a profile holds; null for a real practice and an empty folder. */
export const readDemo = (profile: string): Demo | null =>
  existsSync(fileOf(profile)) ? Demo.parse(JSON.parse(readFileSync(fileOf(profile), 'utf8'))) : null

/** Whether the desktop has a keychain that can be read now. */
export const hasKeychain = async (): Promise<boolean> =>
  (await new OsKeychain().find(null)).state !== 'unusable'

/** Device keys where the app keeps them: in the OS keychain, or a demonstration's in a file beside its data. */
export function deviceKeys(profile: string, keyInFile: boolean): DeviceKeys {
  const keychain = keyInFile ? new DemoKeyFile(profile) : new OsKeychain()
  return {
    find: async (device) => {
      const found = await keychain.find(device)
      return found.state === 'present' ? { ...found, key: Buffer.from(found.key) } : found
    },
    create: (device) => keychain.create(device),
    restore: (device, key) => keychain.restore(device, key),
  }
}

/**
 * Opens the demonstration in `profile` with its owner signed in; makes it where the folder holds none. `keyInFile`
 * says where a new one keeps its device key: in a file beside it, which protects nothing, or in the OS keychain.
 * Throws AppError as sign-in and first run do.
 */
export async function openDemoPractice(
  options: Readonly<{ profile: string; keyInFile: boolean; practiceName?: string; keepTold?: boolean }>,
): Promise<{ desk: Workstation; demo: Demo; made: boolean }> {
  const { profile, keepTold = false } = options
  const demo = readDemo(profile) ?? writeDemo(profile, options.keyInFile)
  const desk = await openWorkstation({ profile, keys: deviceKeys(profile, demo.keyInFile), keepTold })
  try {
    const made = !existsSync(join(profile, 'store'))
    const { username, password } = demo
    if (made)
      await desk.call(createPractice, {
        ...demoOwner,
        practiceName: options.practiceName ?? demoOwner.practiceName,
        username,
        password,
      })
    else await desk.call(signIn, { username, password })
    return { desk, demo, made }
  } catch (error) {
    desk.close()
    throw error
  }
}

const wordsOfPasswords =
  'amber basil cedar cobalt copper coral ember fjord flint harbor hazel indigo juniper lantern linen maple meadow ' +
  'mosaic nutmeg opal orchard pebble quartz quince raven saffron sienna sparrow tidal tundra velvet walnut willow'

/** Easy to type from the screen; another one for every demonstration, so that none is known beforehand. */
function newPassword(): string {
  const words = wordsOfPasswords.split(' ')
  const some = Array.from({ length: 4 }, () => words[randomInt(words.length)])
  return `${some.join(' ')} ${randomInt(10, 100)}`
}

/** Before the practice is made: a command that is stopped between the two finds its password again. */
function writeDemo(profile: string, keyInFile: boolean): Demo {
  const demo = { username: demoOwner.username, password: newPassword(), keyInFile }
  mkdirSync(dirname(profile), { recursive: true })
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const file = fileOf(profile)
  writeFileSync(`${file}.new`, JSON.stringify(demo), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return demo
}
