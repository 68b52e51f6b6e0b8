/** Imports into a test's practice, and what is there afterwards. */
import { hash } from 'node:crypto'
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { editPatient } from '../../shared/patients/edit-patient.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { Demographics } from '../../shared/patients/demographics.ts'
import type { z } from 'zod'
import { importFolder, type Imported } from '../../tools/kit/import-folder.ts'
import type { Conflict } from '../../shared/sync/conflict.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { rowId } from './prepare.ts'

/** The source whose ids `prepare.ts` works out. */
export const importNow = (desk: Workstation, folder: string, source = 'Old EHR'): Promise<Imported> =>
  importFolder(desk, folder, { source })

export const sums = ({ report }: Imported) => {
  const sum = (key: 'read' | 'stored' | 'created' | 'changed' | 'unchanged' | 'refused') =>
    report.types.reduce((all, type) => all + type[key], 0)
  return {
    read: sum('read'),
    created: sum('created'),
    changed: sum('changed'),
    unchanged: sum('unchanged'),
    refused: sum('refused'),
  }
}

export const patientIdOf = (id: string): string => rowId('Patient', id, null)

const everyRecord = Object.values(records) as unknown as RecordType[]
/** When and by which run it came says nothing of what came. */
const passing = new Set(['registeredAt', 'receivedAt', 'importId', 'createdAt'])

const ofPeople = new Set(['users', 'practices', 'credentials'])

/** Every row of every record that an import writes, by table and id; who works here is left out. */
export function rowsOf(desk: Workstation): Record<string, Record<string, unknown>[]> {
  const { read } = desk.session.store
  return Object.fromEntries(
    everyRecord
      .filter(({ table }) => !ofPeople.has(table))
      .map(({ table, row }) => {
        const fields = Object.keys(row.shape).filter((field) => !passing.has(field))
        return [
          table,
          read.rows<Record<string, unknown>>(`SELECT ${fields.join(', ')} FROM ${table} ORDER BY id`),
        ]
      }),
  )
}

/** The same as one hash a table, for what would take long to compare. */
export const digestsOf = (desk: Workstation): Record<string, string> =>
  Object.fromEntries(
    Object.entries(rowsOf(desk)).map(([table, rows]) => [
      table,
      `${rows.length} ${hash('sha256', JSON.stringify(rows))}`,
    ]),
  )

export const countOps = (desk: Workstation): number =>
  desk.session.store.read.rows<{ n: number }>('SELECT count(*) AS n FROM outbox')[0]?.n ?? 0

export const conflictsOf = (desk: Workstation): Conflict[] =>
  desk.session.store.read.rows<Conflict>('SELECT * FROM conflicts ORDER BY madeAt, id')

/** Somebody changes a patient's demographics on the screen. */
export async function editDemographics(
  desk: Workstation,
  patientId: string,
  change: Partial<z.input<typeof Demographics>>,
): Promise<void> {
  const { patient, version } = await desk.call(getPatient, { patientId })
  const shown = patient as unknown as Record<string, unknown>
  const demographics = Object.fromEntries(Object.keys(Demographics.shape).map((key) => [key, shown[key]]))
  await desk.call(editPatient, {
    patientId,
    version,
    demographics: { ...demographics, ...change } as z.input<typeof Demographics>,
    active: patient.active,
    deceased: patient.deceased,
    deceasedOn: patient.deceasedOn,
    coverages: [],
  })
}
