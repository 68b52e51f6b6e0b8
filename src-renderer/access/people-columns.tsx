import { accessText } from '../../shared/access/access-words.ts'
import type { PersonLine } from '../../shared/access/person.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import classes from './administration.module.css'
import { stateWords } from './person-words.ts'

const name: Column<PersonLine> = {
  id: 'name',
  head: 'Name',
  value: (row) => row.displayName,
  cell: (row) => <b>{row.displayName}</b>,
}
const levels: Column<PersonLine> = { id: 'levels', head: 'Levels', width: '34%', value: accessText }
const state: Column<PersonLine> = {
  id: 'state',
  head: 'State',
  width: '116px',
  value: (row) => stateWords[row.state],
  cell: (row) => <State state={row.state} />,
}

export const narrowPeople: readonly Column<PersonLine>[] = [name, { ...levels, width: '40%' }, state]
export const peopleColumns: readonly Column<PersonLine>[] = [
  name,
  { id: 'username', head: 'User name', width: '14%', value: (row) => row.username },
  levels,
  state,
  {
    id: 'ends',
    head: 'Last day',
    width: '100px',
    value: (row) => row.endsOn,
    cell: (row) => dateText(row.endsOn),
  },
  {
    id: 'exceptions',
    head: 'Exceptions',
    width: '96px',
    align: 'right',
    value: (row) => row.exceptions,
    cell: (row) => (row.exceptions === 0 ? '' : row.exceptions),
  },
  {
    id: 'factor',
    head: 'Second factor',
    width: '116px',
    value: (row) => (row.hasSecondFactor ? 'Set' : 'Not set'),
  },
]

/** A mark and a word: colour is not the only sign. */
export const State = ({ state: now }: Pick<PersonLine, 'state'>) => (
  <span className={classes['state']} data-state={now}>
    {stateWords[now]}
  </span>
)
