import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { findPatients, PatientLine } from '../../shared/patients/find-patients.ts'
import { ageOf, dateText } from '../kernel/dates.ts'
import type { Column } from '../kernel/data-table.tsx'
import classes from './patients-screen.module.css'

type Found = OutputOf<typeof findPatients>['lines'][number]

export const sexLetter: Readonly<Record<PatientLine['sex'], string>> = {
  female: 'F',
  male: 'M',
  other: 'X',
  unknown: '?',
}

/** Why a line says so little. */
export const closedText = ({ outOfScope }: Pick<PatientLine, 'outOfScope'>): string =>
  outOfScope ? 'out of your reach' : 'restricted'

/** The name as it is filed, what the person is called, and what must not be overlooked. */
export function NameCell({ line }: { line: PatientLine }) {
  return (
    <>
      <span className={classes['name']}>{line.name || 'No name'}</span>
      {line.preferredName && <span className={classes['mark']}>“{line.preferredName}”</span>}
      {line.deceased && <span className={classes['mark']}>deceased</span>}
      {!line.active && <span className={classes['mark']}>inactive</span>}
      {line.closed && <span className={classes['mark']}>{closedText(line)}</span>}
    </>
  )
}

const matchWords = { exact: '', beginning: '', alike: 'spelt alike' } as const

const columnsFor = (today: string): readonly Column<Found>[] => [
  { id: 'name', head: 'Name', value: (line) => line.name, cell: (line) => <NameCell line={line} /> },
  {
    id: 'birth',
    head: 'Birth date',
    width: '104px',
    value: (line) => line.birthDate,
    cell: (line) => dateText(line.birthDate),
  },
  {
    id: 'age',
    head: 'Age',
    width: '72px',
    align: 'right',
    value: (line) => line.birthDate && -Number(line.birthDate.replaceAll('-', '').padEnd(8, '0')),
    cell: (line) => (line.deceased ? '' : ageOf(line.birthDate, today)),
  },
  { id: 'sex', head: 'Sex', width: '56px', value: (line) => sexLetter[line.sex] },
  { id: 'mrn', head: 'MRN', width: '140px', value: (line) => line.mrn },
  { id: 'phone', head: 'Phone', width: '128px', value: (line) => line.phone },
  { id: 'city', head: 'Town', width: '160px', value: (line) => line.city },
  { id: 'match', head: 'Match', width: '104px', value: (line) => matchWords[line.match] },
]
const known = new Map<string, readonly Column<Found>[]>()

/** The same array for the same day, so that a table is not built anew at every key. */
export function foundColumns(today: string): readonly Column<Found>[] {
  const columns = known.get(today) ?? columnsFor(today)
  known.set(today, columns)
  return columns
}
