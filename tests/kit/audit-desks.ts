/** Logs of workstations and their lanes to a cloud on a real PostgreSQL, a step at a time. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { HttpAuditTransport, type AuditTransport } from '../../src-main/audit/audit-transport.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { WitnessLane } from '../../src-main/audit/witness-lane.ts'
import { auditEntry, auditKeyOfTests, logIn } from './audit-logs.ts'
import { TestClock } from './clock.ts'
import { newCloud, newTestPractice, type TestPostgres } from './cloud.ts'
import { tempFolder } from './practice.ts'
import { auditMigrations } from './store.ts'

export type There = Awaited<ReturnType<typeof aCloud>>
export type Desk = Awaited<ReturnType<typeof aDesk>>

export async function aCloud(postgres: TestPostgres) {
  const name = await postgres.makeDatabase()
  const cloud = await newCloud(postgres.url(name), postgres.folder)
  const practice = await newTestPractice(cloud)
  const keys = readAuditKeys(join(postgres.folder, 'tls'))
  return { postgres, cloud, name, practice, keys, verify: () => verifyAudit(cloud.pool, practice, keys, 0) }
}

/** A log of a workstation of the practice, and its lane, a step at a time. */
export async function aDesk(
  there: There,
  device: string = randomUUID(),
  around = (way: AuditTransport) => way,
) {
  const token = await enrolDevice(there.cloud.pool, there.practice, device)
  return deskOn(there, logIn(tempFolder(), device), token, around)
}
export function deskOn(
  there: There,
  made: Pick<ReturnType<typeof logIn>, 'log' | 'file'>,
  token: string,
  around = (way: AuditTransport) => way,
) {
  const { log } = made
  const { port, ca } = there.cloud
  const http = new HttpAuditTransport({ host: '127.0.0.1', port, ca: [ca], token, certificate: null })
  onTestFinished(() => http.close())
  const clock = new TestClock()
  const faults: unknown[] = []
  const lane = new WitnessLane({
    file: log,
    clock,
    transport: around(http),
    random: () => 0.5,
    changed: () => undefined,
    failed: (error) => void faults.push(error),
  })
  const book = new WitnessBook(log)
  const add = (count: number, of = 'test.append') => {
    for (let n = 0; n < count; n += 1) log.append(auditEntry({ action: of, detail: { n } }))
  }
  const send = async () => {
    for (let step = 0; step < 40; step += 1) if ((await lane.step()) === 'idle') return
    throw new Error('it never came to rest')
  }
  const kinds = () => book.alarms().map(({ kind }) => kind)
  return { ...made, lane, book, add, send, kinds, token, clock, faults, device: log.device }
}
/** Another copy of the same files, as they are now. */
export function copyOf(there: There, desk: Desk) {
  desk.log.db.pragma('wal_checkpoint(TRUNCATE)')
  const file = join(tempFolder(), 'audit.db')
  cpSync(desk.file, file)
  return (): Desk => {
    const at = { clock: new TestClock(), workstation: desk.device, boot: 'c', create: false }
    const log: AuditFile = openAudit(file, auditKeyOfTests, auditMigrations, at)
    onTestFinished(() => log.close())
    return deskOn(there, { log, file }, desk.token)
  }
}
export const asOwner = <T>(there: There, sql: string, values: unknown[] = []) =>
  there.postgres.owner(there.name, async (client: Client) => {
    await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
    return (await client.query(sql, values)).rows as T[]
  })
export const kindsThere = async (there: There) =>
  (
    await asOwner<{ kind: string }>(
      there,
      'SELECT kind FROM audit_alarm WHERE settled_at IS NULL ORDER BY kind',
    )
  ).map(({ kind }) => kind)
