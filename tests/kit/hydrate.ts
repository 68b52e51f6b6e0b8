/** Practices that new workstations take in, and ways to watch and disturb them. */
import type { RecordType } from '../../shared/kernel/record.ts'
import { records } from '../../shared/catalog.ts'
import { patients } from '../../shared/patients/patient.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import type { Transport } from '../../src-main/sync/transport.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  type Station,
  type TestPostgres,
} from './cloud.ts'
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { amendments } from '../../shared/amendments/amendment.ts'
import { exportActs, exportRequests } from '../../shared/exports/export-request.ts'
import { rowFor } from './rows.ts'
import { command } from './store.ts'
import { transportOf } from './transport.ts'

/** A new workstation begins with a snapshot, however short the log is. */
export const hydrating = { readFromStartUpTo: 0 }

/** What answers another row, which must be there before it: whose, and what of it such an answer says. */
const answers: readonly Readonly<{
  to: RecordType
  with: RecordType
  saying: (asked: Record<string, unknown>) => Record<string, unknown>
}>[] = [
  {
    to: amendments,
    with: amendmentActs,
    saying: ({ id, patientId }) => ({ amendmentId: id, patientId, kind: 'told' }),
  },
  { to: exportRequests, with: exportActs, saying: ({ id }) => ({ requestId: id, kind: 'withdrawn' }) },
]
const isAnswer = (record: RecordType): boolean => answers.some((each) => each.with === record)

/** Rows of every kind, of some patients; ids of the patients. */
export function fill(station: Station, charts: number): string[] {
  const ids: string[] = []
  for (let n = 0; n < charts; n += 1) {
    const id = registerOne(station, `Chart ${n}`)
    ids.push(id)
    const asked = new Map<RecordType, Record<string, unknown>>()
    command(station.store, (tx) => {
      for (const record of Object.values(records) as RecordType[]) {
        if (record === patients || record.type === 'user' || record.by === 'cloud') continue
        if (isAnswer(record)) continue
        const given = record.patient === null ? {} : { [record.patient]: id }
        const row = rowFor(
          record,
          n,
          record === conflicts ? { ...given, state: n % 2 === 0 ? 'open' : 'resolved' } : given,
        )
        tx.put(record, row)
        asked.set(record, row)
      }
    })
    command(station.store, (tx) => {
      for (const { to, with: answer, saying } of answers)
        tx.put(answer, rowFor(answer, n, saying(asked.get(to) ?? {})))
    })
  }
  return ids
}

/** A practice in segments of ten rows, and the workstation that wrote it. */
export async function practiceWith(postgres: TestPostgres, charts = 6) {
  const name = await postgres.makeDatabase()
  const cloud = await newCloud(postgres.url(name), postgres.folder, { cut: { rows: 10, textBytes: 100_000 } })
  const practice = await newTestPractice(cloud)
  const one = await newStation(cloud, practice)
  makeOwner(one)
  const ids = fill(one, charts)
  await settle(one)
  return { cloud, name, practice, one, ids }
}

/** One whose questions are counted and may be answered otherwise. */
export async function watched(
  cloud: Cloud,
  practice: string,
  change: (inner: Transport) => Partial<Transport> = () => ({}),
) {
  const asked: string[] = []
  const two = await newStation(cloud, practice, {
    parts: hydrating,
    around: (inner) => {
      const changed = transportOf(inner, change(inner))
      return transportOf(inner, {
        pull: (cursor, ...more) => {
          asked.push(`pull ${cursor.seq}`)
          return changed.pull(cursor, ...more)
        },
        hydrate: () => {
          asked.push('manifest')
          return changed.hydrate()
        },
        segment: (snapshot, n) => {
          asked.push(`segment ${n}`)
          return changed.segment(snapshot, n)
        },
      })
    },
  })
  return { two, asked }
}
