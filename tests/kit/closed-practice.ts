/** A practice that was made and left, and how somebody comes back to it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { getGate } from '../../shared/access/get-gate.ts'
import { readSlots, type Slots } from '../../src-main/vault/slots.ts'
import type { Keychain } from '../../src-main/vault/gate-state.ts'
import { owner, Workstation, type WorkstationOptions } from '../../tools/kit/workstation.ts'
import { fileHash } from './contents.ts'
import { newPractice, tempFolder } from './practice.ts'

export const credentials = { username: owner.username, password: owner.password }
export const newPassword = 'harvest kettle bronze 81'

export async function closedPractice() {
  const made = await newPractice({ profile: tempFolder(true) })
  made.close()
  const { profile, keys, recoveryCode, practice } = made
  const folder = join(profile, 'store')
  // as main does: slots that cannot be read name no device
  const back = async (options: Partial<WorkstationOptions> = {}) => {
    const keychain = await keys.find(deviceIn(join(folder, 'slots.json')))
    return backWith(keychain, options)
  }
  const backWith = (keychain: Keychain, options: Partial<WorkstationOptions> = {}) => {
    const desk = new Workstation({ profile, keys, ...options }, keychain, keys)
    onTestFinished(() => desk.close())
    return desk
  }
  const hashes = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, fileHash(join(folder, name))]))
  const editSlots = (edit: (slots: Slots) => unknown) => {
    const file = join(folder, 'slots.json')
    const slots = JSON.parse(readFileSync(file, 'utf8')) as Slots
    writeFileSync(file, JSON.stringify(edit(slots) ?? slots))
  }
  return { profile, keys, recoveryCode, practice, folder, back, backWith, hashes, editSlots }
}
function deviceIn(file: string): string | null {
  try {
    return readSlots(file)?.device ?? null
  } catch {
    return null
  }
}
export const gateOf = async (desk: Workstation) => {
  const { state, reason } = await desk.call(getGate, {})
  return [state, reason]
}
/** `ok`, or the reason it was refused for. */
export const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Error && 'reason' in error ? String(error.reason) : String(error)),
  )
