import type { Workstation } from '../../tools/kit/workstation.ts'
import { auditRows } from './practice.ts'

/** Whatever in the store or the log is there by halves. */
export function halves(desk: Workstation): string[] {
  const { db } = desk.session.store
  const count = (sql: string) => db.prepare(sql).pluck().get() as number
  const ops = new Set(db.prepare('SELECT op FROM outbox').pluck().all() as string[])
  const entries = auditRows(desk).filter(({ op }) => op !== null)
  const done = new Set(entries.filter(({ outcome }) => outcome === 'done').map(({ op }) => op))
  const undone = new Set(entries.filter(({ outcome }) => outcome === 'not-performed').map(({ op }) => op))
  return [
    ...['patient', 'coverage'].flatMap((type) => {
      const table = `${type}s`
      return [
        [
          'rows whose version is not that of their ops',
          `SELECT count(*) FROM ${table} t WHERE version <> (SELECT count(*) FROM outbox_effect e WHERE e.type = '${type}' AND e.id = t.id)`,
        ],
        [
          'ops without their row',
          `SELECT count(*) FROM outbox_effect e WHERE type = '${type}' AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = e.id)`,
        ],
      ] as const
    }),
    [
      'ops without what they changed',
      'SELECT count(*) FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.localSeq = o.localSeq)',
    ],
    [
      'effects without an op',
      'SELECT count(*) FROM outbox_effect e WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.localSeq = e.localSeq)',
    ],
    ['holes in the numbers of ops', 'SELECT max(dseq) - count(*) FROM outbox'],
    [
      'patients who cannot be found',
      'SELECT (SELECT count(*) FROM patients) - (SELECT count(*) FROM patient_search)',
    ],
  ]
    .flatMap(([what = '', sql = '']) => (count(sql) === 0 ? [] : [`${what}: ${count(sql)}`]))
    .concat(
      [...ops].filter((op) => !done.has(op) || undone.has(op)).map((op) => `op without its entry: ${op}`),
    )
    .concat(
      [...done]
        .filter((op) => op !== null && !ops.has(op) && !undone.has(op))
        .map((op) => `entry without its op: ${op}`),
    )
    .concat(db.pragma('integrity_check', { simple: true }) === 'ok' ? [] : ['integrity'])
}
