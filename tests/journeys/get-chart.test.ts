/** The first look at a chart: the newest documents, and what is taken now. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documents } from '../../shared/charting/document.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { medications } from '../../shared/charting/medication.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { patients } from '../../shared/patients/patient.ts'
import { doorOf, makeFolder, practiceIn, removeFolder, withRights, type Practice } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { contextAt } from '../kit/store.ts'

const folder = makeFolder(true)
let desk: Practice
beforeAll(async () => {
  desk = await practiceIn(folder)
})
afterAll(() => {
  desk.close()
  removeFolder(folder)
})

test('shows the newest documents by their own date or the day they came, and no medication that has ended', async () => {
  const patient = rowFor(patients, 1) as RowOf<typeof patients>
  const patientId = patient.id
  const document = (n: number, more: object) =>
    rowFor(documents, n, { patientId, title: `Document ${n}`, status: 'current', ...more }) as RowOf<
      typeof documents
    >
  const medication = (n: number, status: string) =>
    rowFor(medications, n, { patientId, name: `Medication ${n}`, status }) as RowOf<typeof medications>
  desk.session.store.transaction(contextAt(), (tx) => {
    tx.put(patients, patient)
    for (let n = 1; n <= 9; n += 1)
      tx.put(documents, document(n, { date: `2020-01-0${n}`, addedAt: '2026-01-01T00:00:00.000Z' }))
    tx.put(documents, document(10, { date: null, addedAt: '2024-01-01T00:00:00.000Z' }))
    tx.put(documents, document(11, { date: '2025-01-01', status: 'entered-in-error' }))
    tx.put(documents, document(12, { date: '2023-01-01' }))
    for (const [at, status] of ['active', 'completed', 'on-hold', 'stopped', 'unknown', 'intended'].entries())
      tx.put(medications, medication(at + 1, status))
    tx.close('test.seed@1')
  })
  const reply = await doorOf(desk, { session: () => withRights(desk.session, permissions) })(
    getChart.name,
    JSON.stringify({ patientId }),
  )
  expect(reply.ok).toBe(true)
  const chart = (reply as { value: unknown }).value as OutputOf<typeof getChart>
  expect(chart.documents.map(({ text }) => text)).toEqual([
    'Document 10',
    'Document 12',
    ...[9, 8, 7, 6, 5, 4].map((n) => `Document ${n}`),
  ])
  expect(chart.counts.documents).toBe(12)
  expect(chart.medications.map(({ text }) => text).sort()).toEqual([1, 3, 5, 6].map((n) => `Medication ${n}`))
})
