import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import type { listPatients } from '../../shared/patients/list-patients.ts'
import type { Reader } from '../store/reader.ts'
import { lineColumns, type LineRow } from './patient-line.ts'

const order = {
  name: ['active', 'sortName', 'birthDate'],
  birthDate: ['active', 'birthDate', 'sortName'],
  mrn: ['active', 'mrn'],
  registered: ['active', 'registeredAt'],
} as const

/** Each order has an index that begins with `active`; everyone is read from one that does not. */
export function stretchOfPatients(read: Reader, input: ParsedInputOf<typeof listPatients>): LineRow[] {
  const [first, ...rest] = order[input.sort]
  const columns = input.show === 'active' ? [first, ...rest] : rest
  const direction = input.descending ? 'DESC' : 'ASC'
  // the rows of the stretch are found in the index alone, and only they are read whole
  return read.rows<LineRow>(
    `SELECT ${lineColumns} FROM patients WHERE n IN (
       SELECT n FROM patients ${input.show === 'active' ? 'WHERE active = 1' : ''}
       ORDER BY ${columns.map((column) => `${column} ${direction}`).join(', ')} LIMIT ? OFFSET ?)
     ORDER BY ${rest.map((column) => `${column} ${direction}`).join(', ')}`,
    input.limit,
    input.offset,
  )
}

export const countPatients = (read: Reader, show: 'active' | 'everyone'): number =>
  read.rows<{ total: number }>(
    `SELECT count(*) AS total FROM patients ${show === 'active' ? 'WHERE active = 1' : ''}`,
  )[0]?.total ?? 0
