/** Lets charts go that this workstation is not to hold. Outbox, archive, audit, conflicts and drafts are not touched. */
import { activityFields } from '../../shared/sync/charts.ts'
import { expectedWindow, isExpected } from './expected-charts.ts'
import { chartRecords, dropChartRows, hasComeAndGone, recordsOfPatients } from './chart-rows.ts'
import type { Known } from './known-records.ts'
import { hydratingEpoch } from './manifest.ts'
import { unpack } from './packing.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

export type Eviction = Readonly<{
  /** Charts that were not active since then are not to be held: the first day, YYYY-MM-DD. */
  since: string
  /** But for those that were in front of somebody since then: ISO 8601. */
  usedSince: string
  /** And for those of whoever is expected: ISO 8601. */
  now: string
}>

/**
 * Of the next patients after `n`, those whose charts are held and not to be; and where to go on, null at the end. A chart
 * without any activity is as old as its patient's registration.
 */
export function chartsToLetGo(
  store: Store,
  { since, usedSince, now }: Eviction,
  after: number,
  atOnce: number,
): Readonly<{ patients: readonly string[]; next: number | null }> {
  const looked = store
    .prepare<[number, number, number, number], Looked>(
      `SELECT p.n, p.id, p.registeredAt, c.held, c.usedAt, ${lastActivity(store.known)} AS active, ${isExpected} AS expected
       FROM patients p LEFT JOIN chart c ON c.patient = p.id WHERE p.n > ? ORDER BY p.n LIMIT ?`,
    )
    .all(...expectedWindow(now), after, atOnce)
  const patients = looked
    .filter(({ held }) => held === null || held === 'yes')
    .filter(({ expected }) => expected === 0)
    .filter(({ usedAt }) => usedAt === null || usedAt < usedSince)
    .filter(({ active, registeredAt }) => (active === '' ? registeredAt : active) < since)
    .map(({ id }) => id)
  return { patients, next: looked.length < atOnce ? null : (looked.at(-1)?.n ?? null) }
}

type Looked = {
  n: number
  id: string
  registeredAt: string
  held: string | null
  usedAt: string | null
  active: string
  expected: 0 | 1
}

function lastActivity(known: Known): string {
  const latest = chartRecords(known).flatMap(({ type, table }) => {
    const field = (activityFields as Readonly<Record<string, string>>)[type]
    return field === undefined
      ? []
      : [`coalesce((SELECT max(${field}) FROM ${table} WHERE patientId = p.id), '')`]
  })
  return `max(${latest.join(', ')})`
}

/**
 * Takes a chart's rows away and notes that it is not held; what is left in the file of them is overwritten. Null, and nothing
 * has changed, where something of it is not done: a change waits, there are two versions, something was refused or lost,
 * somebody has a draft about it, or it is ahead of the log.
 */
export function evictChart(store: Store, patient: string): Published | null {
  let tables: string[] | null = null
  store.db.pragma('secure_delete = ON')
  try {
    store.relaxed(() => {
      if (!isSettled(store, patient)) return
      tables = [...dropChartRows(store, patient), 'chart']
      store
        .prepare(
          `INSERT INTO chart (patient, held) VALUES (?, 'no') ON CONFLICT (patient) DO UPDATE SET held = 'no'`,
        )
        .run(patient)
    })
  } finally {
    store.db.pragma('secure_delete = OFF')
  }
  const changed = tables as string[] | null
  if (!changed) return null
  store.touched(changed)
  return { tables: changed, patients: [patient] }
}

/** Whether nothing of it waits for anybody, here or in the cloud. */
function isSettled(store: Store, patient: string): boolean {
  // what is being read anew says nothing yet of what the cloud has
  if (hydratingEpoch(store) !== null || store.sync.get('rereading') === '1') return false
  return (
    !unsettled(store.known).some((sql) => store.prepare<[string]>(sql).get(patient) !== undefined) &&
    !hasLost(store, patient) &&
    !hasComeAndGone(store, patient)
  )
}

/** What a chart stays for; each finds a row where it is so. */
const unsettled = (known: Known): readonly string[] => [
  // not whole, or ahead of the log
  `SELECT 1 FROM chart WHERE patient = ? AND (held <> 'yes' OR asOf IS NOT NULL)`,
  // a change waits over a row, or somebody has a draft about it
  ...recordsOfPatients(known).map(
    ({ table, type, patient }) =>
      `SELECT 1 FROM ${table} t WHERE t.${patient} = ? AND (
         EXISTS (SELECT 1 FROM outbox_effect e WHERE e.id = t.id AND e.type = '${type}')
         OR EXISTS (SELECT 1 FROM shadow s WHERE s.type = '${type}' AND s.id = t.id)
         OR t.id IN (SELECT subject FROM draft)) LIMIT 1`,
  ),
  `SELECT 1 FROM draft WHERE instr(subject, ?) > 0 LIMIT 1`,
  // removed here, which the cloud has not heard of
  `SELECT 1 FROM shadow WHERE json_extract(base, '$.patientId') = ? LIMIT 1`,
  `SELECT 1 FROM conflicts WHERE patientId = ? AND state = 'open' LIMIT 1`,
  // the bytes of a document that the cloud has not said it has, or of one that is just being added
  `SELECT 1 FROM documents d JOIN document_file f ON f.documentId = d.id JOIN blob b ON b.sha = f.sha
   WHERE d.patientId = ? AND b.here = 1 AND b.stored <> 1 LIMIT 1`,
  `SELECT 1 FROM staged_file WHERE patientId = ? LIMIT 1`,
]

/** Whether a row of it that the cloud lost waits to be looked at. What was refused waits over its rows. */
const hasLost = (store: Store, patient: string): boolean =>
  store
    .prepare<[], { body: Uint8Array }>(
      `SELECT body FROM attention WHERE state = 'open' AND reason = 'row.lost-by-cloud'`,
    )
    .all()
    .some(({ body }) => unpack(body).includes(`"${patient}"`))
