/** Every text that a window may send, in every place that takes one, as a path, a URL, SQL and a command: it becomes none of them (I3). */
import Database from 'better-sqlite3-multiple-ciphers'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions } from '../../shared/kernel/permissions.ts'
import { everyContract, seedExamples } from '../kit/examples.ts'
import { doorOf, makeFolder, practiceIn, removeFolder, withRights, type Practice } from '../kit/practice.ts'
import { hostile, mark, tainted, watching, type Reached } from '../kit/tainted.ts'

const folder = makeFolder(true)
let desk: Practice
beforeAll(async () => {
  desk = await practiceIn(folder)
  seedExamples(desk.session)
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

test('what watches sees a path, a statement and a command', async () => {
  const seen: Reached[] = []
  const stop = watching((reached) => seen.push(reached))
  try {
    existsSync(`/etc/${mark}`)
    const db = new Database(':memory:')
    db.prepare(`SELECT '${mark}'`)
    db.close()
    execFileSync('true', [mark])
    expect(seen.splice(0).map(({ what }) => what)).toEqual(['path', 'statement', 'command'])
  } finally {
    stop()
  }
})

test('no text of a page becomes a path, a statement, a command, or an address but where a cloud is typed', async () => {
  const door = doorOf(desk, { session: () => withRights(desk.session, permissions) })
  const found = new Set<string>()
  const counts = { sent: 0, taken: 0, fields: new Set<string>() }
  let now = ''
  const stop = watching(({ what, by }) => found.add(`${now}: ${what} by ${by}`))
  try {
    for (const contract of everyContract) {
      if (contract.kind === 'command' && contract.caller === 'internal') continue
      for (const text of hostile)
        for (const { field, input } of tainted(contract, text)) {
          now = `${contract.name} ${field}`
          counts.sent += 1
          counts.fields.add(now)
          // most texts are refused by their form alone: those never get as far
          if (!contract.input.safeParse(input).success) continue
          counts.taken += 1
          await door(contract.name, JSON.stringify(input))
        }
    }
  } finally {
    stop()
  }
  console.log(
    `tainted: ${counts.sent} inputs of ${counts.fields.size} fields, ${counts.taken} went past their form`,
  )
  expect(counts.fields.size).toBeGreaterThan(300)
  expect(counts.taken).toBeGreaterThan(500)
  // which cloud a workstation belongs to is typed; nothing is sent there but the beginning of a handshake (`enrol.pin`)
  expect([...found].toSorted()).toEqual([
    'cloud.connectCloud address: address by connect',
    'cloud.connectCloud address: address by lookup',
  ])
})
