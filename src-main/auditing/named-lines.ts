/** Entries with the names of people and patients: the log itself has ids. */
import { kitActor } from '../../shared/access/emergency-kit.ts'
import type { EntryLine, EntryPatient } from '../../shared/auditing/entry-line.ts'
import type { EntryRow } from '../audit/log-reader.ts'
import { filedName } from '../patients/patient-line.ts'
import { everyPerson } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { patientsBy } from './names.sql.ts'

/** Everybody who works or has worked here, by id. */
export const peopleNames = (read: Reader): ReadonlyMap<string, string> =>
  new Map([
    [kitActor, 'Emergency kit'],
    ...everyPerson(read).map(({ id, displayName }) => [id, displayName] as const),
  ])

export const patientNames = (read: Reader, ids: readonly string[]): ReadonlyMap<string, EntryPatient> =>
  new Map(
    patientsBy(read, [...new Set(ids)]).map((row) => [
      row.id,
      { patientId: row.id, name: filedName(row), birthDate: row.birthDate, mrn: row.mrn },
    ]),
  )

export function namedLines(read: Reader, rows: readonly EntryRow[]): EntryLine[] {
  const people = peopleNames(read)
  const patients = patientNames(
    read,
    rows.flatMap(({ subject }) => subject ?? []),
  )
  return rows.map(({ seq, n, actor, subject, h: _hash, nonce: _nonce, ...row }) => ({
    ...row,
    n: seq,
    number: n,
    actor: actor === null ? null : { userId: actor, name: people.get(actor) ?? '' },
    patient:
      subject === null
        ? null
        : (patients.get(subject) ?? { patientId: subject, name: '', birthDate: null, mrn: '' }),
  }))
}
