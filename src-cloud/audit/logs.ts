/** The logs of workstations and their alarms, as the database has them. All of it inside a transaction of the practice. */
import type { PoolClient } from 'pg'
import type { Alarm, AlarmKind, AuditRefused } from '../../shared/audit/wire.ts'
import { concernedSql } from './alarm-people.ts'
import type { Credential } from '../postgres/credentials.ts'

export type Log = Readonly<{
  epoch: number
  first: number
  prev: string
  firstKey: Buffer
  n: number
  h: string
  nextKey: Buffer
  closedAt: Date | null
}>
export type Who = Pick<Credential, 'practice' | 'device'>

const columns = `log_epoch AS epoch, first, prev, first_key AS "firstKey", n, h, next_key AS "nextKey", closed_at AS "closedAt"`

/** What its keys are sealed for. */
export const sealedFor = ({ practice, device }: Who, epoch: number): string =>
  `${practice}|${device}|${epoch}`

export async function readLog(
  client: PoolClient,
  { practice, device }: Who,
  epoch: number,
): Promise<Log | null> {
  const { rows } = await client.query<Log>(
    `SELECT ${columns} FROM audit_log WHERE practice_id = $1 AND device_id = $2 AND log_epoch = $3`,
    [practice, device, epoch],
  )
  return rows[0] ?? null
}

/** All of a practice, in their order. */
export async function readLogs(client: PoolClient, practice: string): Promise<(Log & { device: string })[]> {
  const { rows } = await client.query<Log & { device: string }>(
    `SELECT device_id AS device, ${columns} FROM audit_log WHERE practice_id = $1 ORDER BY device_id, log_epoch`,
    [practice],
  )
  return rows
}

export async function refusal(
  client: PoolClient,
  { practice, device }: Who,
  refused: AuditRefused['refused'],
  log: Log | null,
  bad: number | null = null,
): Promise<AuditRefused> {
  const { rows } = await client.query<{ next: number }>(
    `SELECT coalesce(max(log_epoch), 0) + 1 AS next FROM audit_log WHERE practice_id = $1 AND device_id = $2`,
    [practice, device],
  )
  return { refused, known: log && { n: log.n, h: log.h }, bad, next: rows[0]?.next ?? 1 }
}

export const closeLog = (client: PoolClient, { practice, device }: Who, upTo: number) =>
  client.query(
    `UPDATE audit_log SET closed_at = now() WHERE practice_id = $1 AND device_id = $2 AND log_epoch <= $3
     AND closed_at IS NULL`,
    [practice, device, upTo],
  )

/** False where the same is open already. */
export async function raise(
  client: PoolClient,
  { practice, device }: Who,
  kind: AlarmKind,
  at: Readonly<{ epoch: number | null; n: number | null }>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO audit_alarm (practice_id, kind, device_id, log_epoch, n) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (practice_id, device_id, kind) WHERE settled_at IS NULL DO NOTHING`,
    [practice, kind, device, at.epoch, at.n],
  )
  return rowCount === 1
}

export async function openAlarms(client: PoolClient, practice: string): Promise<Alarm[]> {
  const { rows } = await client.query<Omit<Alarm, 'at'> & { at: Date }>(
    `SELECT a.alarm_id AS id, a.kind, a.device_id AS device, a.n, a.at, ${concernedSql} AS concerns FROM audit_alarm a
     WHERE a.practice_id = $1 AND a.settled_at IS NULL ORDER BY a.at DESC, a.alarm_id LIMIT 100`,
    [practice],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export const settle = (client: PoolClient, { practice, device }: Who, id: string, reason: string) =>
  client.query(
    `UPDATE audit_alarm SET settled_at = now(), settled_by = $3, reason = $4
     WHERE practice_id = $1 AND alarm_id = $2 AND settled_at IS NULL`,
    [practice, id, device, reason],
  )

/** A workstation that sent its work so long after it was last heard of its log. */
export const silentHours = 4

/** Resolves to how many workstations were found silent that were not before. */
export async function findSilent(client: PoolClient, practice: string, hours = silentHours): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO audit_alarm (practice_id, kind, device_id)
     SELECT c.practice_id, 'silent', c.device_id
     FROM (SELECT practice_id, device_id, min(made_at) AS made FROM device_credential
           WHERE practice_id = $1 AND revoked_at IS NULL GROUP BY 1, 2) c
     JOIN (SELECT practice_id, device_id, max(pushed_at) AS pushed FROM device GROUP BY 1, 2) d USING (practice_id, device_id)
     LEFT JOIN (SELECT practice_id, device_id, max(last_at) AS heard FROM audit_log GROUP BY 1, 2) l
       USING (practice_id, device_id)
     WHERE d.pushed > greatest(coalesce(l.heard, c.made), c.made) + make_interval(hours => $2)
     ON CONFLICT (practice_id, device_id, kind) WHERE settled_at IS NULL DO NOTHING`,
    [practice, hours],
  )
  return rowCount ?? 0
}
