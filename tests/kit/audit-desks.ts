/** Logs of workstations and their lanes to a cloud on a real PostgreSQL, a step at a time. */
import { cpSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID, sign } from 'node:crypto'
import type { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { canonicalText } from '../../shared/audit/entry.ts'
import { statementName } from '../../shared/audit/published.ts'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { HttpAuditTransport, type AuditTransport } from '../../src-main/audit/audit-transport.ts'
import { exportLog } from '../../src-main/audit/export-log.ts'
import type { Identity } from '../../src-main/audit/statement.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { WitnessLane } from '../../src-main/audit/witness-lane.ts'
import { auditEntry, auditKeyOfTests, logIn } from './audit-logs.ts'
import { writeAudit } from '../../tools/cloud-audit.ts'
import { TestClock } from './clock.ts'
import { newCloud, newTestPractice, type TestPostgres } from './cloud.ts'
import { tempFolder } from './practice.ts'
import { auditMigrations } from './store.ts'

/** As a workstation's that is kept: the cloud compares it with its own. */
export const presentClock = (): TestClock => new TestClock(Date.now())

export type There = Awaited<ReturnType<typeof aCloud>>
export type Desk = Awaited<ReturnType<typeof aDesk>>

export async function aCloud(postgres: TestPostgres) {
  const name = await postgres.makeDatabase()
  const cloud = await newCloud(postgres.url(name), postgres.folder)
  const practice = await newTestPractice(cloud)
  const keys = readAuditKeys(join(postgres.folder, 'tls'))
  const publish = (out: string, more: Readonly<Record<string, string>> = {}) =>
    writeAudit(cloud.pool, practice, { keys, authority: cloud.ca }, { out, ...more })
  const verify = () => verifyAudit(cloud.pool, practice, keys, 0)
  return { postgres, cloud, name, practice, keys, verify, publish }
}

/** A log of a workstation of the practice, and its lane, a step at a time. */
export async function aDesk(
  there: There,
  device: string = randomUUID(),
  around = (way: AuditTransport) => way,
  identity: Identity | null = null,
) {
  const token = await enrolDevice(there.cloud.pool, there.practice, device)
  return deskOn(there, logIn(tempFolder(), device, presentClock()), token, around, identity)
}
export function deskOn(
  there: There,
  made: Pick<ReturnType<typeof logIn>, 'log' | 'file' | 'clock'>,
  token: string,
  around = (way: AuditTransport) => way,
  identity: Identity | null = null,
) {
  const { log } = made
  const { port, ca } = there.cloud
  const http = new HttpAuditTransport({ host: '127.0.0.1', port, ca: [ca], token, certificate: identity })
  onTestFinished(() => http.close())
  const { clock } = made
  const faults: unknown[] = []
  const transport = around(http)
  const lane = new WitnessLane({
    file: log,
    clock,
    transport,
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
  /** As a workstation does at a lock. */
  const checkpoint = () => {
    const { n, h, epoch } = log.last
    const said = { device: log.device, epoch, n, h, at: new Date(clock.now()).toISOString() }
    const sig = sign('sha256', Buffer.from(canonicalText(said)), identity?.key ?? '').toString('base64')
    book.addSigned({ said, sig })
  }
  /** As an auditor exports it, under a name of ours. */
  const publish = async (
    folder: string,
    name: string,
    more: Partial<Parameters<typeof exportLog>[2]> = {},
  ) => {
    const all = {
      from: '2000-01-01',
      to: '2100-01-01',
      timeZone: 'UTC',
      patientId: null,
      format: 'ndjson' as const,
    }
    const at = new Date(clock.now()).toISOString()
    const { fileName } = await exportLog(
      log,
      folder,
      { ...all, ...more },
      at,
      () => Promise.resolve(),
      identity,
    )
    const file = join(folder, name)
    renameSync(join(folder, fileName), file)
    renameSync(join(folder, statementName(fileName)), statementName(file))
    return file
  }
  return {
    ...made,
    lane,
    transport,
    book,
    add,
    send,
    kinds,
    token,
    clock,
    faults,
    identity,
    checkpoint,
    publish,
    device: log.device,
  }
}
/** Another copy of the same files, as they are now. */
export function copyOf(there: There, desk: Desk) {
  desk.log.db.pragma('wal_checkpoint(TRUNCATE)')
  const file = join(tempFolder(), 'audit.db')
  cpSync(desk.file, file)
  return (): Desk => {
    const clock = presentClock()
    const at = { clock, workstation: desk.device, boot: 'c', create: false }
    const log: AuditFile = openAudit(file, auditKeyOfTests, auditMigrations, at)
    onTestFinished(() => log.close())
    return deskOn(there, { log, file, clock }, desk.token, undefined, desk.identity)
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
