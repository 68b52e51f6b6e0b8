/** A command that is sent again under the same id is answered again, and not done again. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { saveDraft } from '../../../shared/access/draft.ts'
import { findDuplicates } from '../../../shared/patients/find-duplicates.ts'
import { registerPatient } from '../../../shared/patients/register-patient.ts'
import { startChannel } from '../../../src-main/pipeline/sealed-channel.ts'
import { Windows } from '../../../src-main/pipeline/windows.ts'
import type { FromVault } from '../../../src-main/pipeline/wire.ts'
import { TestClock } from '../../kit/clock.ts'
import { digest } from '../../kit/contents.ts'
import { auditRows, doorOf, newPractice, tempFolder } from '../../kit/practice.ts'
import { countOf } from '../../kit/store.ts'

const input = { ...registerPatient.example, notADuplicate: true }
const day = 24 * 3600_000

async function desk(clock = new TestClock()) {
  const made = await newPractice({ profile: tempFolder(true), clock })
  const register = (commandId: string | null, more: object = {}) =>
    made.dispatch(registerPatient.name, JSON.stringify({ ...input, ...more }), 'window', commandId)
  const patients = () => countOf(made.session.store, 'patients')
  return { made, register, patients, clock }
}

test('the second answer is the first one; there is one patient, one op, and an entry for each time', async () => {
  const { made, register, patients } = await desk()
  const id = randomUUID()
  const first = await register(id)
  const [ops, entries] = [countOf(made.session.store, 'outbox'), auditRows(made).length]
  expect(await register(id)).toEqual(first)
  expect(await register(id)).toEqual(first)
  expect(first.ok).toBe(true)
  expect(patients()).toBe(1)
  expect(countOf(made.session.store, 'outbox')).toBe(ops)
  expect(
    auditRows(made)
      .slice(entries)
      .map(({ action, outcome, op, detail, subject }) => [action, outcome, op, detail, subject !== null]),
  ).toEqual([
    ['patient.register', 'done', null, '{"repeated":true}', true],
    ['patient.register', 'done', null, '{"repeated":true}', true],
  ])
})

test('without an id, or under another, it is another one', async () => {
  const { register, patients } = await desk()
  for (const id of [null, null, randomUUID(), randomUUID()]) expect((await register(id)).ok).toBe(true)
  expect(patients()).toBe(4)
})

test('something else sent under the id of what was done is refused, as is the same by somebody else', async () => {
  const { made, register, patients } = await desk()
  const id = randomUUID()
  await register(id)
  const refused = { ok: false, error: { code: 'Conflict', reason: 'command.done-otherwise', params: {} } }
  expect(await register(id, { notADuplicate: false })).toEqual(refused)
  const other = { ...made.session, actor: { ...made.session.actor, id: randomUUID() } }
  const door = doorOf(made, { session: () => other })
  expect(await door(registerPatient.name, JSON.stringify(input), 'window', id)).toEqual(refused)
  expect(patients()).toBe(1)
})

test('what was refused was not done: the id is free', async () => {
  const { made, register, patients } = await desk()
  await register(randomUUID())
  const id = randomUUID()
  const before = digest(made.session.store.db)
  expect(await register(id, { notADuplicate: false })).toMatchObject({
    error: { reason: 'patient.duplicate' },
  })
  expect(digest(made.session.store.db)).toEqual(before)
  expect((await register(id)).ok).toBe(true)
  expect(patients()).toBe(2)
})

test('where it cannot be recorded it is not done, and not known as done', async () => {
  const { made, register, patients } = await desk()
  made.vault.audit?.db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  const id = randomUUID()
  expect(await register(id)).toMatchObject({ error: { reason: 'audit.unwritable' } })
  made.vault.audit?.db.exec('DROP TRIGGER full')
  expect(countOf(made.session.store, 'done_command')).toBe(0)
  expect((await register(id)).ok).toBe(true)
  made.vault.audit?.db.exec(
    "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
  )
  // what was done is not shown again either where that cannot be recorded
  expect(await register(id)).toMatchObject({ error: { reason: 'audit.unwritable' } })
  made.vault.audit?.db.exec('DROP TRIGGER full')
  expect(patients()).toBe(1)
})

test('it is known for five weeks, and then forgotten with the next', async () => {
  const { made, register, clock } = await desk()
  const [first, second] = [randomUUID(), randomUUID()]
  await register(first)
  clock.advance(34 * day)
  await register(second)
  expect(countOf(made.session.store, 'done_command')).toBe(2)
  clock.advance(2 * day)
  await register(randomUUID())
  expect(countOf(made.session.store, 'done_command')).toBe(2)
})

test('only what travels is remembered, and only what is an id is taken for one', async () => {
  const { made, register } = await desk()
  for (const contract of [saveDraft, findDuplicates]) {
    const reply = await made.dispatch(contract.name, JSON.stringify(contract.example), 'window', randomUUID())
    expect(reply.ok).toBe(true)
  }
  expect(countOf(made.session.store, 'done_command')).toBe(0)
  for (const id of ['', '1', "' OR 1=1", 'x'.repeat(100_000), `${randomUUID()}0`])
    expect(await register(id)).toMatchObject({ ok: false, error: { reason: 'input.invalid' } })
  expect(made.faults).toEqual([])
})

test('a page sends it on the line of the name', async () => {
  const { made, patients } = await desk()
  const sent: FromVault[] = []
  const windows = new Windows(made.dispatch, (message) => void sent.push(message))
  const start = await startChannel('page')
  await windows.hello(1, start.publicKey)
  const [hello] = sent
  const channel = await start.finish(hello?.t === 'hello' ? hello.publicKey : new Uint8Array())
  const call = async (line: string) => {
    await windows.call(1, sent.length, await channel.seal(`${line}\n${JSON.stringify(input)}`))
    const reply = sent.findLast((message) => message.t === 'reply')
    return JSON.parse(await channel.open(reply?.frame ?? new Uint8Array())) as unknown
  }
  const id = randomUUID()
  const first = await call(`${registerPatient.name} ${id}`)
  expect(await call(`${registerPatient.name} ${id}`)).toEqual(first)
  expect(await call(`${registerPatient.name} ${randomUUID()}`)).not.toEqual(first)
  expect(patients()).toBe(2)
})
