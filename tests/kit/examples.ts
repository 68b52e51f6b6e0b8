/** Rows that the examples of contracts speak of, so that running an example finds what it names. */
import { contracts, records } from '../../shared/catalog.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { rowFor } from './rows.ts'
import { contextAt } from './store.ts'

export const everyContract: readonly Contract[] = Object.values(contracts)
const everyRecord = Object.values(records) as unknown as RecordType[]
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Their example names an id that is not there yet. */
const adds: readonly string[] = ['access.addPerson']

/** Ids that are called by a shorter name than their record. */
const called: Readonly<Record<string, string>> = { levelId: 'access-level', caseId: 'privacy-case' }

/** Every `somethingId` of every example, where something is a record. */
function named(): { record: RecordType; id: string }[] {
  const found = new Map<string, { record: RecordType; id: string }>()
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      const record = everyRecord.find(
        ({ type }) =>
          called[key] === type ||
          `${type.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase())}Id` === key,
      )
      if (record && typeof inner === 'string' && uuid.test(inner))
        found.set(`${record.type}/${inner}`, { record, id: inner })
      // whoever a visit is with, by their ids
      if (key === 'providers' && Array.isArray(inner))
        for (const each of inner) look({ resourceId: each as unknown })
      look(inner)
    }
  }
  // a row of its own is made by whatever adds one
  for (const contract of everyContract) if (!adds.includes(contract.name)) look(contract.example)
  // charts last: whatever belongs to one finds it
  return [...found.values()].toSorted(
    (a, b) => Number(b.record.patient === 'id') - Number(a.record.patient === 'id'),
  )
}

/** Puts them in, with some rows of every kind in the chart of the example's patient. */
export function seedExamples(session: Session): void {
  const rows = named()
  const patientId = rows.find(({ record }) => record.patient === 'id')?.id ?? ''
  session.store.transaction(contextAt(), (tx) => {
    for (const { record, id } of rows) tx.put(record, rowFor(record, 2, inChart(record, patientId, id)))
    for (const record of everyRecord.filter(({ patient }) => patient !== null && patient !== 'id'))
      for (let n = 1; n <= 4; n += 1) tx.put(record, rowFor(record, n, inChart(record, patientId)))
    tx.close('test.seed@1')
  })
}

const inChart = (record: RecordType, patientId: string, id?: string): Record<string, unknown> => ({
  ...(record.patient !== null && { [record.patient]: patientId }),
  ...(id !== undefined && { id }),
})
