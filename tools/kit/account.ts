/** An account of a drill: what was made, and what became of it, as the owner of the cloud's tables reads them. */
import type { Client } from 'pg'
import { records } from '../../shared/catalog.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Store } from '../../src-main/store/store.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import { chainStart, nextLink } from '../../shared/sync/log-chain.ts'
import type { Fact } from './desk-work.ts'

export type Account = Readonly<{
  /** Facts that were acknowledged to whoever wrote them. */
  made: number
  /** Of those, carried out: in force, merged, or as one side of a conflict. */
  delivered: number
  /** Conflicts that were laid before people, and of those how many wait still. */
  conflicts: number
  open: number
  /** Refused, kept word for word, and waiting at their author's. */
  refused: number
  lost: number
  duplicated: number
  /** Lines of the log. */
  lines: number
  /** What is wrong, in words; empty where nothing is. */
  faults: readonly string[]
}>

type Line = { seq: number; tx: number; type: string; op: string; line: string; h: string }

export async function accountOf(
  client: Client,
  practice: string,
  facts: readonly Fact[],
  stores: readonly Pick<Store, 'db' | 'writers'>[],
): Promise<Account> {
  const faults: string[] = []
  const all = async <R extends object>(text: string): Promise<R[]> =>
    (await client.query<R>(text, [practice])).rows
  const log = await all<Line>(
    `SELECT seq::int AS seq, tx::int AS tx, type, op_id AS op, line, h FROM change_log WHERE practice_id = $1
     ORDER BY seq, logged_on`,
  )
  faults.push(...faultsOfLog(log))
  const [head] = await all<{ seq: number; h: string }>(
    'SELECT seq::int AS seq, h FROM practice_head WHERE practice_id = $1',
  )
  if (head?.seq !== log.length || head.h !== (log.at(-1)?.h ?? chainStart))
    faults.push('the head is not the last line')

  const results = new Map(
    (
      await all<{ op: string; status: string; body: object }>(
        'SELECT op_id AS op, status, body FROM op_result WHERE practice_id = $1',
      )
    ).map((row) => [row.op, row]),
  )
  const kept = new Set(
    (await all<{ op: string }>('SELECT op_id AS op FROM op_quarantine WHERE practice_id = $1')).map(
      ({ op }) => op,
    ),
  )
  // every text that ever stood in a row, and the values that were overtaken before they could
  const rows = await all<{ type: string; id: string; version: number; data: Record<string, unknown> | null }>(
    'SELECT type, id, version, data FROM record WHERE practice_id = $1',
  )
  const history = await all<{ type: string; id: string; data: unknown }>(
    'SELECT type, id, data FROM record_history WHERE practice_id = $1',
  )
  const texts = new Map<string, Set<string>>()
  const note = (text: string, where: string) => texts.set(text, (texts.get(text) ?? new Set()).add(where))
  for (const { type, id, data } of [...rows, ...history])
    for (const [mark] of JSON.stringify(data ?? null).matchAll(marks)) note(mark, `${type}/${id}`)
  for (const { op, body } of results.values())
    for (const [mark] of JSON.stringify(body).matchAll(marks)) note(mark, `notice/${op}`)

  const transactions = new Map<string, Set<number>>()
  for (const { type, op, tx } of log)
    if (type !== 'op') transactions.set(op, (transactions.get(op) ?? new Set()).add(tx))

  let [delivered, refused, lost, duplicated] = [0, 0, 0, 0]
  for (const { op, marks: written, made } of facts) {
    const status = results.get(op)?.status
    const twice = (transactions.get(op)?.size ?? 0) > 1
    const madeAs = made === null ? [] : written.flatMap((mark) => patientsOf(texts.get(mark)))
    if (twice || new Set(madeAs).size > 1) {
      duplicated += 1
      faults.push(`op ${op} was carried out more than once`)
    }
    if (status === 'rejected' || status === 'held') {
      refused += 1
      if (!kept.has(op)) faults.push(`op ${op} was refused and its text is not kept`)
      if (!stores.some((store) => isAtAuthors(store, op)))
        faults.push(`op ${op} was refused and nobody is told`)
      continue
    }
    const gone = written.filter((mark) => !texts.has(mark))
    if (status === undefined || gone.length > 0 || (made !== null && !madeAs.includes(`patient/${made}`))) {
      lost += 1
      faults.push(`op ${op} is lost: ${status ?? 'no outcome'} ${gone.join(' ')}`)
    } else delivered += 1
  }
  const conflicts = rows.filter(({ type }) => type === 'conflict')
  const open = conflicts.filter(({ data }) => data?.['state'] === 'open').length
  stores.forEach((store, n) => faults.push(...differencesOf(store, rows, `desk ${n + 1}`)))
  return {
    made: facts.length,
    delivered,
    conflicts: conflicts.length,
    open,
    refused,
    lost,
    duplicated,
    lines: log.length,
    faults,
  }
}

/** What `desk-work.ts` writes. */
const marks = /[FGE][0-9a-z]+z\b|\+49\d{12}/g

const patientsOf = (places: ReadonlySet<string> | undefined): string[] =>
  [...(places ?? [])].filter((place) => place.startsWith('patient/'))

function faultsOfLog(log: readonly Line[]): string[] {
  const faults: string[] = []
  let h = chainStart
  log.forEach(({ seq, line, h: said }, index) => {
    h = nextLink(sha256, h, sha256(line))
    if (seq !== index + 1) faults.push(`line ${index + 1} has number ${seq}`)
    if (h !== said) faults.push(`line ${seq} does not hash`)
  })
  return faults
}

const isAtAuthors = ({ db }: Pick<Store, 'db'>, op: string): boolean =>
  db.prepare(`SELECT 1 FROM attention WHERE op = ? AND state = 'open'`).get(op) !== undefined

/** Row by row: what a workstation shows, and what the cloud holds. */
function differencesOf(
  { db, writers }: Pick<Store, 'db' | 'writers'>,
  rows: readonly Readonly<{ type: string; id: string; version: number; data: object | null }>[],
  name: string,
): string[] {
  const faults: string[] = []
  const queued = db.prepare(`SELECT count(*) FROM outbox WHERE state IN ('queued', 'acked')`).pluck().get()
  if (queued !== 0) faults.push(`${name}: ${String(queued)} ops wait`)
  const refusedRows = new Set(
    db.prepare(`SELECT type || '/' || id FROM outbox_effect`).pluck().all() as string[],
  )
  const held = new Map(rows.filter(({ data }) => data !== null).map((row) => [`${row.type}/${row.id}`, row]))
  for (const record of Object.values(records) as RecordType[])
    for (const id of db.prepare(`SELECT id FROM ${record.table}`).pluck().all() as string[]) {
      const key = `${record.type}/${id}`
      const there = held.get(key)
      held.delete(key)
      // what was refused stays in sight where it was made
      if (refusedRows.has(key)) continue
      const shown = writers.of(record).read(id)
      if (!there) faults.push(`${name}: ${key} is shown and not in the cloud`)
      else if (shown?.version !== there.version || !alike(shown.row, { ...there.data, id }))
        faults.push(`${name}: ${key} is shown at version ${shown?.version} and is at ${there.version}`)
    }
  for (const key of held.keys())
    if (!refusedRows.has(key)) faults.push(`${name}: ${key} is in the cloud and not shown`)
  return faults
}
