/** A new practice in a temporary folder, its owner signed in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import {
  KeysInMemory,
  openWorkstation,
  owner,
  type Workstation,
  type WorkstationOptions,
} from '../../tools/kit/workstation.ts'

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function newPractice(
  options: Partial<WorkstationOptions> & { ownerIs?: Partial<typeof owner> } = {},
): Promise<Workstation & { profile: string; keys: KeysInMemory; recoveryCode: string }> {
  const profile = options.profile ?? tempFolder()
  const keys = new KeysInMemory()
  const workstation = await openWorkstation({ keys, ...options, profile })
  onTestFinished(() => workstation.close())
  const { recoveryCode } = await workstation.call(createPractice, { ...owner, ...options.ownerIs })
  return Object.assign(workstation, { profile, keys, recoveryCode })
}
