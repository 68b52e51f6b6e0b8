/** Charts that are the same every time they are asked for, for a workstation that is killed while they come and go. */
import { zstdCompressSync } from 'node:zlib'
import { records } from '../../shared/catalog.ts'
import { cursorText } from '../../shared/sync/wire.ts'
import { chartRecords } from '../../src-main/store/chart-rows.ts'
import { known } from '../../src-main/store/known-records.ts'
import type { Transport } from '../../src-main/sync/transport.ts'
import { pointAt } from './charts-here.ts'
import { rowFor } from './rows.ts'

export const patientsOf = (count: number): string[] => Array.from({ length: count }, (_each, n) => idOf(n, 0))
/** Rows of each chart, of every kind. */
export const rowsEach = 5

const idOf = (patient: number, row: number): string =>
  `0190f3c4-6c1e-7e0a-${(0x8000 + patient).toString(16)}-${row.toString(16).padStart(12, '0')}`

export const patientRow = (n: number) =>
  rowFor(records.patients, 2, { id: idOf(n, 0), registeredAt: '2019-01-01T09:00:00.000Z' })

export function chartOf(n: number): string[] {
  let row = 0
  return chartRecords(known).flatMap((record) =>
    Array.from({ length: rowsEach }, (_each, nth) => {
      const { id, ...data } = rowFor(record, nth + 1, { id: idOf(n, (row += 1)), patientId: idOf(n, 0) })
      return `${JSON.stringify({ t: record.type, id, v: 1, r: data })}\n`
    }),
  )
}

const never = (): never => {
  throw new Error('nobody asks for that')
}

/** A cloud that has these charts and nothing else to say, as of `seq`. */
export function chartsOnly(count: number, seq: number): Transport {
  const ids = patientsOf(count)
  return {
    hello: never,
    push: never,
    pull: never,
    rows: never,
    hydrate: never,
    segment: never,
    activeCharts: () => Promise.resolve([]),
    chart(patient) {
      const rows = chartOf(ids.indexOf(patient))
      const first = JSON.stringify({ patient, asOf: cursorText(pointAt(seq)), rows: rows.length })
      return Promise.resolve(zstdCompressSync(`${first}\n${rows.join('')}`))
    },
  }
}
