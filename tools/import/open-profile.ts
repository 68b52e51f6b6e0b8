/** Opens the workstation an import goes into, with somebody signed in. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { getGate } from '../../shared/access/get-gate.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { defaultCost } from '../../src-main/vault/keys.ts'
import { deviceKeys, openDemoPractice, readDemo } from '../kit/demo-practice.ts'
import { openWorkstation, type Workstation } from '../kit/workstation.ts'
import { appIsOpen, holdProfile } from './app-open.ts'
import { ask } from './ask.ts'
import { CommandError } from './command-error.ts'
import type { ImportCommand } from './options.ts'

/** Is a demonstration, or will be one: nobody need be asked for a password. */
export const isDemo = ({ profile, ownPractice }: ImportCommand): boolean =>
  readDemo(profile) !== null || (ownPractice && !existsSync(join(profile, 'store')))

/** Throws AppError as sign-in does, and CommandError where nobody signs in. */
export async function openProfile(command: ImportCommand, keyInFile: boolean): Promise<Workstation> {
  const { profile } = command
  if (isDemo(command)) return (await openDemoPractice({ profile, keyInFile, practiceName: 'Imported' })).desk
  return openReal(profile, command.user)
}

/** Throws CommandError where there is no practice to sign in to, or somebody else is at it. */
export function claimProfile(command: ImportCommand): () => void {
  const { profile } = command
  if (!isDemo(command) && !existsSync(join(profile, 'store')))
    throw new CommandError(`there is no practice in ${profile}: start Holdfast there first`)
  if (appIsOpen(profile))
    throw new CommandError(`Holdfast is open on ${profile}: import from its Import screen, or close it first`)
  const release = holdProfile(profile)
  if (!release) throw new CommandError(`another import is at ${profile}: wait for it, or stop it`)
  return release
}

async function openReal(profile: string, user: string | null): Promise<Workstation> {
  const keys = deviceKeys(profile, false)
  const desk = await openWorkstation({ profile, keys, kdf: defaultCost, keepTold: false })
  try {
    const { state, reason } = await desk.call(getGate, {})
    if (state !== 'sign-in') throw new AppError('Unavailable', reason ?? 'vault.not-ready')
    const answers = await ask([
      ...(user === null ? [{ words: 'User name: ', hidden: false }] : []),
      { words: 'Password: ', hidden: true },
    ])
    const password = answers.pop() ?? ''
    await desk.call(signIn, { username: user ?? answers[0] ?? '', password })
    return desk
  } catch (error) {
    desk.close()
    throw error
  }
}
