/** A new practice in a temporary folder, its owner signed in. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createPractice } from '../../shared/access/create-practice.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { makeDispatch, type Dispatch, type DispatchParts } from '../../src-main/pipeline/dispatch.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import {
  KeysInMemory,
  openWorkstation,
  owner,
  type Workstation,
  type WorkstationOptions,
} from '../../tools/kit/workstation.ts'

export type Practice = Workstation & {
  profile: string
  keys: KeysInMemory
  recoveryCode: string
  /** The practice's code, and the letters of its sheet. */
  practice: Readonly<{ code: string; letters: string }>
}

/** `inMemory` where the machine can: for what writes thousands of times and is not about the disk. */
export function makeFolder(inMemory = false): string {
  const place = inMemory && existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  return mkdtempSync(join(place, 'holdfast-test-'))
}
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

export function tempFolder(inMemory = false): string {
  const folder = makeFolder(inMemory)
  // again where it was not empty: the thread that takes a store's log into its file ends by itself, perhaps after the store. Node's rmSync does not try again
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }))
  return folder
}

export async function newPractice(
  options: Partial<WorkstationOptions> & { ownerIs?: Partial<typeof owner> } = {},
): Promise<Practice> {
  const profile = options.profile ?? tempFolder()
  const desk = await practiceIn(profile, options)
  onTestFinished(() => desk.close())
  return desk
}

/** The same for a whole file of tests: whoever calls it closes it and removes the folder. */
export async function practiceIn(
  profile: string,
  options: Partial<WorkstationOptions> & { ownerIs?: Partial<typeof owner> } = {},
): Promise<Practice> {
  const keys = new KeysInMemory()
  const workstation = await openWorkstation({ keys, ...options, profile })
  const codes = await workstation.call(createPractice, { ...owner, ...options.ownerIs })
  return Object.assign(workstation, { profile, keys, ...codes })
}

/** The same practice through another door: with other handlers, another clock, another session or audit log. */
export const doorOf = (desk: Workstation, parts: Partial<DispatchParts>): Dispatch =>
  makeDispatch({ ...desk.parts, ...parts })

/** Whoever is signed in, with these rights instead of their own. */
export const withRights = (session: Session, can: readonly Permission[]): Session => ({
  ...session,
  // what is not about it is not asked for a confirmation on a slow day
  provenAt: Number.POSITIVE_INFINITY,
  actor: { ...session.actor, can: new Set(can) },
})

export type AuditRow = {
  seq: number
  action: string
  category: string
  outcome: string
  actor: string | null
  session: string | null
  subject: string | null
  reason: string | null
  op: string | null
  detail: string
}
export const auditRows = (desk: { vault: Workstation['vault'] }): AuditRow[] =>
  (desk.vault.audit?.db.prepare('SELECT * FROM audit ORDER BY seq').all() ?? []) as AuditRow[]
