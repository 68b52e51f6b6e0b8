/** Errors, reports, the log, the audit log and the disk say nothing of patients, keys or SQL (I6, A13, C10, E24). */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createPractice } from '../../shared/access/create-practice.ts'
import { saveDraft } from '../../shared/access/draft.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { defineCommand } from '../../shared/kernel/contract.ts'
import { AppError, type Reply } from '../../shared/kernel/errors.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { openLog } from '../../src-main/app/log.ts'
import { handlers } from '../../src-main/handlers.ts'
import { handle } from '../../src-main/pipeline/handle.ts'
import { traceOf } from '../../src-main/pipeline/trace.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { owner } from '../../tools/kit/workstation.ts'
import {
  auditRows,
  doorOf,
  makeFolder,
  practiceIn,
  removeFolder,
  withRights,
  type Practice,
} from '../kit/practice.ts'

const sentinel = 'SENTINEL'
const secret = `${sentinel} Raeann 1980-02-29`
const { demographics } = registerPatient.example
const patient = {
  ...registerPatient.example,
  demographics: {
    ...demographics,
    family: `${sentinel}-Okon`,
    given: sentinel,
    email: 'sentinel-mail@example.org',
  },
}

const folder = makeFolder()
let desk: Practice
let door: ReturnType<typeof doorOf>
const replies: Reply[] = []
/** As the vault process does it. */
const log = openLog(folder)
const report = (error: unknown, contract: string) =>
  log.write('error', 'unexpected', { contract, ...traceOf(error) })
const call = async (name: string, input: unknown) => {
  const reply = await door(name, typeof input === 'string' ? input : JSON.stringify(input))
  replies.push(reply)
  return reply
}

const breaks = (name: string, work: (tx: Tx) => unknown) =>
  handle(
    defineCommand({
      name,
      input: z.strictObject({ text: z.string() }),
      output: z.strictObject({}),
      example: { text: '' },
      permission: 'any-signed-in',
      audit: { action: 'test.break', category: 'chart', subject: () => null },
    }),
    work as never,
  )
const broken = {
  constraint: breaks('access.constraint', (tx) => {
    tx.writeLocal('INSERT INTO preference (owner, name, value) VALUES (?, ?, ?)', secret, secret, null)
    return {}
  }),
  syntax: breaks('access.syntax', (tx) => tx.rows(`SELECT ${sentinel} FROM patients WHERE '${secret}'`)),
  search: breaks('access.search', (tx) =>
    tx.rows('SELECT rowid FROM patient_search WHERE patient_search MATCH ?', `"${secret}`),
  ),
  fails: breaks('access.fails', () => {
    throw new Error(`cannot do that to ${secret}\n    at ${secret} (file:///srv/${sentinel}.ts:1:1)`)
  }),
  answers: breaks('access.answers', () => ({ [secret]: secret })),
  refuses: breaks('access.refuses', () => {
    throw new AppError('Conflict', 'patient.duplicate', { max: '3' })
  }),
}

beforeAll(async () => {
  desk = await practiceIn(folder)
  door = doorOf(desk, {
    handlers: { ...handlers, ...broken },
    report,
    session: () => desk.vault.session && withRights(desk.vault.session, permissions),
  })
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

test('what goes wrong is told without what was sent', async () => {
  expect((await call(registerPatient.name, patient)).ok).toBe(true)
  replies.length = 0
  await call(registerPatient.name, patient)
  await call(registerPatient.name, { ...patient, [secret]: 1 })
  await call(registerPatient.name, {
    ...patient,
    demographics: { ...patient.demographics, [secret]: 1, sex: secret, birthDate: secret },
  })
  await call(registerPatient.name, `{"family": "${secret}`)
  await call(editPatient.name, { ...editPatient.example, patientId: secret })
  await call(findPatients.name, { text: secret.repeat(20), limit: 20 })
  await call(findPatients.name, { text: `${secret} " * AND (`, limit: 0 })
  await call(signIn.name, { username: secret, password: secret })
  await call(recover.name, { username: secret, code: secret, password: secret })
  await call(createPractice.name, { ...owner, practiceName: secret })
  await call(secret, { [secret]: secret })
  for (const name of Object.keys(broken)) await call(`access.${name}`, { text: secret })
  expect(replies.map((reply) => (reply.ok ? 'ok' : reply.error.code))).toEqual([
    'Conflict',
    'Invalid',
    'Invalid',
    'Invalid',
    'Invalid',
    'Invalid',
    'Invalid',
    'Unavailable',
    'Invalid',
    'Conflict',
    'Invalid',
    'Bug',
    'Bug',
    'Bug',
    'Bug',
    'Bug',
    'Conflict',
  ])
})

test('so is a full disk', async () => {
  const { db } = desk.session.store
  const pages = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${pages}`)
  const body = secret.repeat(7000)
  const reply = await call(saveDraft.name, { kind: 'patients.register', subject: sentinel, body })
  expect(reply).toEqual({ ok: false, error: { code: 'Unavailable', reason: 'store.disk-full', params: {} } })
  db.pragma('max_page_count = 4294967294')
  expect(
    (await door(saveDraft.name, JSON.stringify({ kind: 'patients.register', subject: '', body }))).ok,
  ).toBe(true)
})

test('no answer repeats it, names SQL, a file or a line of code', () => {
  const texts = JSON.stringify(replies)
  expect(replies.length).toBeGreaterThan(15)
  expect(texts).not.toContain(sentinel)
  expect(texts).not.toMatch(/SQLITE|SELECT|INSERT|\bpatients\b|no such|\.ts:|node:|\/srv|stack/i)
})

test('no line of the log does, and it says where to look', () => {
  const lines = readFileSync(join(folder, 'logs/holdfast.log'), 'utf8')
  expect(lines).not.toContain(sentinel)
  expect(lines.trim().split('\n')).toHaveLength(5)
  for (const kind of ['SqliteError', 'Error', 'ZodError']) expect(lines).toContain(`"kind":"${kind}"`)
  expect(lines).toContain('errors.test.ts:')
})

test('no entry of the audit log does', () => {
  const entries = JSON.stringify(auditRows(desk))
  expect(entries).not.toContain(sentinel)
  expect(entries).not.toContain('sentinel-mail')
  expect(entries).toContain('input.invalid')
})

test('nowhere below the profile stands a key, a password, a code or a patient', () => {
  const files = everyFile(folder)
  expect(files.map((file) => file.slice(folder.length + 1)).toSorted()).toEqual(
    expect.arrayContaining([
      'logs/holdfast.log',
      'store/audit.db',
      'store/clinical.db',
      'store/clinical.db-wal',
      'store/slots.json',
    ]),
  )
  const keys = [...desk.keys.keys.values(), desk.session.draftKey]
  const forbidden = [
    sentinel,
    'sentinel-mail',
    'Raeann',
    owner.password,
    desk.recoveryCode,
    desk.recoveryCode.replaceAll('-', ''),
    ...keys.flatMap((key) => [key, key.toString('hex'), key.toString('base64')]),
  ]
  for (const file of files) {
    const bytes = readFileSync(file)
    expect([file, forbidden.filter((each) => bytes.includes(each))]).toEqual([file, []])
  }
})

const everyFile = (at: string): string[] =>
  readdirSync(at).flatMap((name) => {
    const path = join(at, name)
    return statSync(path).isDirectory() ? everyFile(path) : [path]
  })
