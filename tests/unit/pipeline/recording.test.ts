/** What is recorded, when, and what happens where it cannot be. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { organizations } from '../../../shared/access/organization.ts'
import { defineCommand, defineQuery } from '../../../shared/kernel/contract.ts'
import { handlers } from '../../../src-main/handlers.ts'
import { act, answer, handle } from '../../../src-main/pipeline/handle.ts'
import { AppError } from '../../../shared/kernel/errors.ts'
import { digest } from '../../kit/contents.ts'
import { auditRows, doorOf, newPractice, tempFolder } from '../../kit/practice.ts'
import { rowFor } from '../../kit/rows.ts'
import { countOf } from '../../kit/store.ts'

const base = {
  input: z.strictObject({}),
  output: z.strictObject({}),
  example: {},
  permission: 'any-signed-in' as const,
  audit: { action: 'test.act', category: 'chart' as const, subject: () => null },
}
const sendAway = defineCommand({ ...base, name: 'access.sendAway' })
const writeOne = defineCommand({ ...base, name: 'access.writeOne' })
const writeInside = defineCommand({ ...base, name: 'access.writeInside', caller: 'internal' })
const getSecret = defineQuery({
  ...base,
  name: 'access.getSecret',
  output: z.strictObject({ secret: z.string() }),
  reads: [],
})

async function desk() {
  const made = await newPractice({ profile: tempFolder(true) })
  const sent: string[] = []
  const extra = {
    sendAway: act(sendAway, ({ record }) => {
      record()
      sent.push('gone')
      return {}
    }),
    writeOne: handle(writeOne, (tx) => {
      tx.put(organizations, rowFor(organizations, 1) as never)
      return {}
    }),
    writeInside: handle(writeInside, (tx) => {
      tx.put(organizations, rowFor(organizations, 2) as never)
      return {}
    }),
    getSecret: answer(getSecret, () => ({ secret: 'SENTINEL' })),
  }
  const door = doorOf(made, { handlers: { ...handlers, ...extra } })
  return { made, sent, extra, ask: (name: string, caller?: 'job') => door(name, '{}', caller) }
}
const full = "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"

test('where it cannot be recorded nothing is done, shown or sent', async () => {
  const { made, sent, ask } = await desk()
  const before = digest(made.session.store.db)
  made.vault.audit?.db.exec(full)
  for (const name of ['access.sendAway', 'access.writeOne', 'access.getSecret', 'access.noSuch'])
    expect(await ask(name)).toEqual({
      ok: false,
      error: { code: 'Unavailable', reason: 'audit.unwritable', params: { why: 'unexpected' } },
    })
  expect(sent).toEqual([])
  expect(digest(made.session.store.db)).toEqual(before)
  made.vault.audit?.db.exec('DROP TRIGGER full')
  for (const name of ['access.sendAway', 'access.writeOne', 'access.getSecret'])
    expect((await ask(name)).ok).toBe(true)
  expect(sent).toEqual(['gone'])
})

test('what was recorded beforehand and then failed is recorded as not performed', async () => {
  const { made, extra } = await desk()
  const door = doorOf(made, {
    handlers: {
      ...extra,
      sendAway: act(sendAway, ({ record }) => {
        record()
        throw new AppError('Unavailable', 'printer.gone')
      }),
    },
  })
  expect(await door('access.sendAway', '{}')).toMatchObject({ ok: false, error: { reason: 'printer.gone' } })
  expect(
    auditRows(made)
      .slice(-2)
      .map(({ outcome, reason }) => [outcome, reason]),
  ).toEqual([
    ['done', null],
    ['not-performed', 'printer.gone'],
  ])
})

test('a correction that the log would not take comes before whatever is recorded next', async () => {
  const { made, ask } = await desk()
  const log = made.vault.audit
  const { store } = made.session
  // the entry is taken, then the commit fails, and by then the log is full as well
  const inner = store.db.exec.bind(store.db)
  store.db.exec = (sql: string) => {
    if (sql !== 'COMMIT') return inner(sql)
    log?.db.exec(full)
    throw new AppError('Unavailable', 'store.disk-full')
  }
  const outbox = countOf(store, 'outbox')
  expect(await ask('access.writeOne')).toMatchObject({ error: { reason: 'store.disk-full' } })
  store.db.exec = inner
  expect(countOf(store, 'outbox')).toBe(outbox)
  expect(auditRows(made).at(-1)).toMatchObject({ action: 'test.act', outcome: 'done' })
  const { op } = auditRows(made).at(-1) ?? {}
  expect(await ask('access.writeOne')).toMatchObject({ error: { reason: 'audit.unwritable' } })
  log?.db.exec('DROP TRIGGER full')
  expect((await ask('access.writeOne')).ok).toBe(true)
  expect(auditRows(made).slice(-2)).toMatchObject([
    { outcome: 'not-performed', reason: 'store.disk-full', op },
    { outcome: 'done', op: store.sync.get('lastOp') },
  ])
})

test('a step of a job is refused to a window, like what there is not, and both are recorded without what was sent', async () => {
  const { made, ask } = await desk()
  const before = auditRows(made).length
  for (const name of [
    'access.writeInside',
    'access.noSuch',
    '__proto__',
    'constructor',
    'SENTINEL\nSENTINEL',
  ])
    expect(await ask(name)).toEqual({
      ok: false,
      error: { code: 'Invalid', reason: 'contract.unknown', params: {} },
    })
  const added = auditRows(made).slice(before)
  expect(added.map(({ action, outcome, reason, actor }) => [action, outcome, reason, actor])).toEqual(
    Array.from({ length: 5 }, () => ['page.refused', 'refused', 'contract.unknown', made.session.actor.id]),
  )
  expect(JSON.stringify(added)).not.toContain('SENTINEL')
  expect((await ask('access.writeInside', 'job')).ok).toBe(true)
})

test.each([
  ['a NUL', '{"text":"a\\u0000b"}'],
  ['half a character', '{"text":"\\ud83d"}'],
  ['half a character in a name', '{"te\\udc00xt":"a"}'],
  ['half a character deep inside', `${'{"a":['.repeat(200)}"\\uDC00"${']}'.repeat(200)}`],
  ['half a character, written out', '{"text":"\ud83d"}'],
])('%s is refused at the door, whatever the contract would make of it', async (_what, json) => {
  const { made } = await desk()
  const anything = defineCommand({ ...base, name: 'access.anything', input: z.unknown() })
  const door = doorOf(made, { handlers: { anything: handle(anything, () => ({})) } })
  expect(await door('access.anything', json)).toMatchObject({ error: { reason: 'input.not-text' } })
  expect((await door('access.anything', '{"text":"\\ud83d\\ude42 \\\\u0000 🙂"}')).ok).toBe(true)
})
