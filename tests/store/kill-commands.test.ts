/** A kill between any two writes of every command there is: never a change without its entry, and nothing by halves. */
import { cpSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changePassword } from '../../shared/access/change-password.ts'
import { createPractice } from '../../shared/access/create-practice.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { KeysInMemory, openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { digest } from '../kit/contents.ts'
import { atEachWrite } from '../kit/each-write.ts'
import { everyContract, seedExamples } from '../kit/examples.ts'
import { halves } from '../kit/halves.ts'
import { auditRows, doorOf, makeFolder, removeFolder, tempFolder, withRights } from '../kit/practice.ts'

const commands = everyContract.flatMap((contract) => (contract.kind === 'command' ? [contract] : []))
/** Whoever is killed while the password is changed comes in with one of the two. */
const passwords = [owner.password, changePassword.example.next]

/** What acts of several steps are recorded as, step by step. */
const steps = commands.flatMap(({ caller, audit }) =>
  caller === 'internal' && !('none' in audit) ? [audit.action] : [],
)
/** What every sign-in writes, with or without a kill before it. */
const ofSigningIn = new Set(['sync_state'])

const template = makeFolder(true)
const keys = new KeysInMemory()
let entriesBefore = 0
let before: Found
const totals = { commands: 0, done: 0, kills: 0, changed: 0 }

const copyOf = (of: KeysInMemory): KeysInMemory => {
  const copy = new KeysInMemory()
  for (const [device, key] of of.keys) copy.keys.set(device, Buffer.from(key))
  return copy
}

beforeAll(async () => {
  const desk = await openWorkstation({ profile: template, keys })
  await desk.call(createPractice, owner)
  seedExamples(desk.session)
  entriesBefore = auditRows(desk).length
  desk.close()
  const copy = makeFolder(true)
  cpSync(template, copy, { recursive: true })
  before = await foundAt(copy, copyOf(keys))
  removeFolder(copy)
})
afterAll(() => {
  removeFolder(template)
  console.log(
    `${totals.commands} commands, ${totals.done} of them done, were killed at ${totals.kills} places in all; at ${totals.changed} something had changed`,
  )
})

type Found = Readonly<{
  contents: Record<string, string>
  halves: string[]
  /** Acts that stand in the log as done since the practice was made. */
  done: string[]
}>

/** What whoever comes in next finds there. */
async function foundAt(profile: string, own: KeysInMemory): Promise<Found> {
  const desk = await openWorkstation({ profile, keys: own })
  try {
    const came: string[] = []
    for (const password of passwords)
      if (!came.includes('ok'))
        came.push(await reasonOf(desk.call(signIn, { username: owner.username, password })))
    expect(came).toContain('ok')
    const since = auditRows(desk).slice(entriesBefore)
    const undone = new Set(since.filter(({ outcome }) => outcome === 'not-performed').map(({ op }) => op))
    return {
      contents: digest(desk.session.store.db),
      halves: halves(desk),
      done: since
        .filter(({ outcome, op }) => outcome === 'done' && (op === null || !undone.has(op)))
        .map(({ action }) => action),
    }
  } finally {
    desk.close()
  }
}

const changedIn = ({ contents }: Found): string[] =>
  Object.keys(contents).filter(
    (table) => contents[table] !== before.contents[table] && !ofSigningIn.has(table),
  )

test.each(commands.map((contract) => [contract.name, contract] as const))('%s', async (name, contract) => {
  const profile = tempFolder(true)
  cpSync(template, profile, { recursive: true })
  const own = copyOf(keys)
  const desk = await openWorkstation({ profile, keys: own })
  await desk.call(signIn, { username: owner.username, password: owner.password })
  const killed: { at: string; keys: KeysInMemory }[] = []
  const door = doorOf(desk, {
    session: () => desk.vault.session && withRights(desk.vault.session, permissions),
    watch: () => [],
  })
  const reply = await atEachWrite(
    profile,
    () => tempFolder(true),
    (at) => void killed.push({ at, keys: copyOf(own) }),
    () => door(name, JSON.stringify(contract.example), contract.caller === 'internal' ? 'job' : 'window'),
  )
  desk.close()
  for (const [index, kill] of killed.entries()) {
    const found = await foundAt(kill.at, kill.keys)
    const changed = changedIn(found)
    const recordedAs = 'none' in contract.audit ? null : [contract.audit.action, ...steps]
    const isRecorded =
      recordedAs === null || changed.length === 0 || recordedAs.some((action) => found.done.includes(action))
    expect({ index, changed, isRecorded, halves: found.halves }).toEqual({
      index,
      changed,
      isRecorded: true,
      halves: before.halves,
    })
    if (changed.length > 0) totals.changed += 1
  }
  // nothing is asked of a command that wrote nothing, least of all its entry
  expect(killed.length).toBeGreaterThan('none' in contract.audit ? -1 : 0)
  totals.commands += 1
  totals.done += reply.ok ? 1 : 0
  totals.kills += killed.length
})
