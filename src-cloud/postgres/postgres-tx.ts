/** One transaction of one practice: what it writes is gathered, and written in sets when the work is done. */
import type { PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import type { Held } from '../../shared/kernel/decide.ts'
import { sha256 } from '../sync/sha256.ts'
import { isStorable } from '../sync/storable.ts'
import {
  rowKey,
  type Head,
  type LogEntry,
  type PracticeTx,
  type RowKey,
  type StoredResult,
} from '../executor/practice-tx.ts'

type SavedRow = Readonly<{ key: RowKey; held: Held; patient: string | null; op: string }>
type SavedResult = Readonly<{ op: string; device: string; stored: StoredResult; at: string }>
type Refused = Readonly<{ op: string; reason: string; text: string; at: string }>
type RecordRow = Readonly<{
  type: string
  id: string
  version: number
  data: Held['row']
  was: Held['row']
  stamp: Held['stamp']
  fields: Held['fields']
}>

export class PostgresTx implements PracticeTx {
  readonly practice: string
  readonly head: Head
  readonly #client: PoolClient
  readonly #today: string | null
  readonly #devices = new Map<string, readonly [device: string, incarnation: number, dseq: number]>()
  /** By row, each of its versions in order. */
  readonly #rows = new Map<string, SavedRow[]>()
  readonly #results = new Map<string, SavedResult>()
  readonly #entries: LogEntry[] = []
  readonly #refused: Refused[] = []
  #newHead: Head | null = null

  /** `today`: the day its lines are written on; null for the database's own. */
  constructor(client: PoolClient, practice: string, head: Head, today: string | null) {
    this.#client = client
    this.practice = practice
    this.#today = today
    this.head = head
  }

  async lastDseq(device: string, incarnation: number): Promise<number> {
    const { rows } = await this.#client.query<{ last: number }>({
      name: 'last-dseq',
      text: 'SELECT last_dseq AS last FROM device WHERE practice_id = $1 AND device_id = $2 AND incarnation = $3',
      values: [this.practice, device, incarnation],
    })
    return rows[0]?.last ?? 0
  }

  async results(ops: readonly string[]): Promise<ReadonlyMap<string, StoredResult>> {
    const { rows } = await this.#client.query<{ op: string; sha: string; body: StoredResult['result'] }>({
      name: 'results',
      text: 'SELECT op_id AS op, sha, body FROM op_result WHERE practice_id = $1 AND op_id = ANY($2::uuid[])',
      values: [this.practice, ops],
    })
    return new Map(rows.map(({ op, sha, body }) => [op, { sha, result: body }]))
  }

  async rows(asked: readonly RowKey[]): Promise<ReadonlyMap<string, Held>> {
    // what PostgreSQL cannot spell, it has no row of
    const keys = asked.filter(isStorable)
    const { rows } = await this.#client.query<RecordRow>({
      name: 'rows',
      // what a row that is gone said last stands in its history
      text: `SELECT type, id, version, data, stamp, fields,
               CASE WHEN deleted THEN (SELECT h.data FROM record_history h WHERE h.practice_id = record.practice_id
                 AND h.type = record.type AND h.id = record.id AND h.data IS NOT NULL ORDER BY h.version DESC LIMIT 1) END AS was
             FROM record JOIN unnest($2::text[], $3::text[]) AS asked (t, i) ON type = t AND id = i
             WHERE practice_id = $1`,
      values: [this.practice, keys.map(({ type }) => type), keys.map(({ id }) => id)],
    })
    return new Map(
      rows.map(({ type, id, version, data, was, stamp, fields }) => [
        rowKey({ type, id }),
        { version, row: data, stamp, fields, ...(data === null && { was }) },
      ]),
    )
  }

  async whereabouts(
    patients: readonly string[],
  ): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
    const { rows } = await this.#client.query<{ patient: string; data: Record<string, unknown> }>({
      name: 'whereabouts',
      text: `SELECT patient_id AS patient, data FROM record
             WHERE practice_id = $1 AND patient_id = ANY ($2::text[]) AND type IN ('encounter', 'appointment') AND NOT deleted`,
      values: [this.practice, patients],
    })
    const byPatient = Map.groupBy(rows, ({ patient }) => patient)
    return new Map([...byPatient].map(([patient, theirs]) => [patient, theirs.map(({ data }) => data)]))
  }

  async hasPeople(): Promise<boolean> {
    const { rows } = await this.#client.query({
      name: 'has-people',
      text: `SELECT 1 FROM record WHERE practice_id = $1 AND type = 'user' LIMIT 1`,
      values: [this.practice],
    })
    return rows.length > 0
  }

  setLastDseq(device: string, incarnation: number, dseq: number): Promise<void> {
    this.#devices.set(`${device}/${incarnation}`, [device, incarnation, dseq])
    return Promise.resolve()
  }

  saveResult(op: string, device: string, stored: StoredResult, at: string): Promise<void> {
    this.#results.set(op, { op, device, stored, at })
    return Promise.resolve()
  }

  saveRow(key: RowKey, held: Held, patient: string | null, op: string): Promise<void> {
    const versions = this.#rows.get(rowKey(key)) ?? []
    versions.push({ key, held, patient, op })
    this.#rows.set(rowKey(key), versions)
    return Promise.resolve()
  }

  append(entries: readonly LogEntry[]): Promise<void> {
    this.#entries.push(...entries)
    return Promise.resolve()
  }

  quarantine(op: string, reason: string, text: string, at: string): Promise<void> {
    this.#refused.push({ op, reason, text, at })
    return Promise.resolve()
  }

  setHead(head: Head): Promise<void> {
    this.#newHead = head
    return Promise.resolve()
  }

  /** Writes what was gathered; the commit makes all of it visible at once. */
  async flush(): Promise<void> {
    // sent one after the other, and waited for together
    await Promise.all([
      ...this.#flushRows(),
      this.#flushLog(),
      this.#flushResults(),
      this.#flushRefused(),
      ...this.#flushDevices(),
      this.#flushHead(),
    ])
  }

  #flushDevices(): Promise<unknown>[] {
    return [...this.#devices.values()].map(([device, incarnation, dseq]) =>
      this.#client.query({
        name: 'set-dseq',
        text: `INSERT INTO device (practice_id, device_id, incarnation, last_dseq, pushed_at) VALUES ($1, $2, $3, $4, now())
               ON CONFLICT (practice_id, device_id, incarnation)
               DO UPDATE SET last_dseq = excluded.last_dseq, pushed_at = now()`,
        values: [this.practice, device, incarnation, dseq],
      }),
    )
  }

  async #flushHead(): Promise<void> {
    if (!this.#newHead) return
    must(this.#newHead.seq === this.head.seq + this.#entries.length, 'log.gap')
    const { rowCount } = await this.#client.query({
      name: 'set-head',
      text: 'UPDATE practice_head SET seq = $2, h = $3 WHERE practice_id = $1 AND seq = $4',
      values: [this.practice, this.#newHead.seq, this.#newHead.h, this.head.seq],
    })
    must(rowCount === 1, 'log.head-moved')
  }

  /** A row that one push changed more than once is written once a version, so that none is missing in its history. */
  *#flushRows(): Generator<Promise<unknown>> {
    if (this.#rows.size === 0) return
    const ops = new Set([...this.#rows.values()].flat().map(({ op }) => op))
    for (let nth = 0; ; nth += 1) {
      const rows = [...this.#rows.values()].flatMap((versions) => versions[nth] ?? [])
      if (rows.length === 0) return
      yield this.#client.query({
        name: 'save-rows',
        text: `INSERT INTO record (practice_id, type, id, version, patient_id, deleted, data, stamp, fields, op_id)
               SELECT $1, type, id, version, patient, data IS NULL, data, stamp, fields, op
               FROM (SELECT set_config('app.op', $10, true) AS named) AS ops,
                 unnest($2::text[], $3::text[], $4::int[], $5::text[], $6::jsonb[], $7::jsonb[], $8::jsonb[], $9::uuid[])
                 AS given (type, id, version, patient, data, stamp, fields, op)
               -- no row comes before the ops are named: the trigger asks for them
               WHERE ops.named IS NOT NULL
               ON CONFLICT (practice_id, type, id) DO UPDATE SET version = excluded.version,
                 patient_id = excluded.patient_id, deleted = excluded.deleted, data = excluded.data,
                 stamp = excluded.stamp, fields = excluded.fields, op_id = excluded.op_id`,
        values: [
          this.practice,
          rows.map(({ key }) => key.type),
          rows.map(({ key }) => key.id),
          rows.map(({ held }) => held.version),
          rows.map(({ patient }) => patient),
          rows.map(({ held }) => held.row && JSON.stringify(held.row)),
          rows.map(({ held }) => JSON.stringify(held.stamp)),
          rows.map(({ held }) => JSON.stringify(held.fields)),
          rows.map(({ op }) => op),
          [...ops].join(','),
        ],
      })
    }
  }

  async #flushLog(): Promise<void> {
    if (this.#entries.length === 0) return
    await this.#client.query({
      name: 'append-log',
      text: `INSERT INTO change_log (practice_id, seq, logged_on, tx, type, id, patient_id, op_id, line, h)
             SELECT $1, seq, coalesce($10::date, (now() AT TIME ZONE 'UTC')::date), tx, type, id, patient, op, line, h
             FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[])
               AS given (seq, tx, type, id, patient, op, line, h)`,
      values: [
        this.practice,
        this.#entries.map(({ seq }) => seq),
        this.#entries.map(({ tx }) => tx),
        this.#entries.map(({ type }) => type),
        this.#entries.map(({ id }) => id),
        this.#entries.map(({ patient }) => patient),
        this.#entries.map(({ op }) => op),
        this.#entries.map(({ line }) => line),
        this.#entries.map(({ h }) => h),
        this.#today,
      ],
    })
  }

  async #flushResults(): Promise<void> {
    const results = [...this.#results.values()]
    if (results.length === 0) return
    await this.#client.query({
      name: 'save-results',
      text: `INSERT INTO op_result (practice_id, op_id, device_id, sha, status, ack_seq, body, at)
             SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::jsonb[], $8::timestamptz[])
             ON CONFLICT (practice_id, op_id) DO UPDATE SET sha = excluded.sha, status = excluded.status,
               ack_seq = excluded.ack_seq, body = excluded.body, at = excluded.at`,
      values: [
        this.practice,
        results.map(({ op }) => op),
        results.map(({ device }) => device),
        results.map(({ stored }) => stored.sha),
        results.map(({ stored }) => stored.result.status),
        results.map(({ stored }) => stored.result.ackSeq),
        results.map(({ stored }) => JSON.stringify(stored.result)),
        results.map(({ at }) => at),
      ],
    })
  }

  async #flushRefused(): Promise<void> {
    if (this.#refused.length === 0) return
    await this.#client.query({
      name: 'quarantine',
      text: `INSERT INTO op_quarantine (practice_id, op_id, reason, payload, payload_sha, at)
             SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
             ON CONFLICT DO NOTHING`,
      values: [
        this.practice,
        this.#refused.map(({ op }) => op),
        this.#refused.map(({ reason }) => reason),
        this.#refused.map(({ text }) => text),
        this.#refused.map(({ text }) => sha256(text)),
        this.#refused.map(({ at }) => at),
      ],
    })
  }
}
