import type { markedTypes } from '../../shared/privacy/mark-entry.ts'
import type { SensitiveKind } from '../../shared/kernel/sensitivity.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

export type MarkedType = (typeof markedTypes)[number]
export type Entry = Readonly<{
  id: string
  version: number
  sensitivity: readonly SensitiveKind[] | null
  sensitivitySet: Readonly<{ by: string; at: string; reason: string }> | null
}>

export function recordOf(read: Reader, type: MarkedType): RecordType {
  const record = read.known.of(type)
  must(record, 'marking.record')
  return record
}

const fields = 'id, version, sensitivity, sensitivitySet'

export const entryOf = (read: Reader, type: MarkedType, patientId: string, id: string): Entry | undefined =>
  read.rows<Entry>(
    `SELECT ${fields} FROM ${recordOf(read, type).table} WHERE id = ? AND patientId = ?`,
    id,
    patientId,
  )[0]

/** Records whose rows say in which visit they were made. */
const ofVisits = [
  'problem',
  'medication',
  'observation',
  'report',
  'immunization',
  'procedure',
  'document',
] as const

/** What belongs to an entry: what was recorded in a visit, what a report reports. */
export function contentsOf(
  read: Reader,
  type: MarkedType,
  patientId: string,
  id: string,
): Readonly<{ type: MarkedType; entry: Entry }>[] {
  if (type === 'encounter')
    return ofVisits.flatMap((each) =>
      read
        .rows<Entry>(
          `SELECT ${fields} FROM ${recordOf(read, each).table} WHERE patientId = ? AND encounterId = ?`,
          patientId,
          id,
        )
        .map((entry) => ({ type: each, entry })),
    )
  if (type !== 'report') return []
  return read
    .rows<Entry>(
      `SELECT ${fields} FROM observations WHERE patientId = ? AND id IN
       (SELECT value FROM json_each((SELECT resultIds FROM reports WHERE id = ?)))`,
      patientId,
      id,
    )
    .map((entry) => ({ type: 'observation' as const, entry }))
}
