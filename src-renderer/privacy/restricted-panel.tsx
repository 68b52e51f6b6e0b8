import { listRestricted } from '../../shared/privacy/list-restricted.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import classes from '../access/administration.module.css'
import { useOpenChart } from '../charting/open-chart.ts'
import { counted } from '../cloud/connection-words.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { restrictionWords } from './privacy-words.ts'

type Line = OutputOf<typeof listRestricted>['charts'][number]

const columns: readonly Column<Line>[] = [
  {
    id: 'patient',
    head: 'Patient',
    value: (row) => row.patientName,
    cell: (row) => <b>{row.patientName}</b>,
  },
  {
    id: 'why',
    head: 'Why',
    width: '28%',
    value: (row) => row.kinds.map((kind) => restrictionWords[kind].name).join(', '),
  },
  { id: 'people', head: 'Open to', width: '32%', value: (row) => row.people.join(', ') || 'Nobody by name' },
  { id: 'at', head: 'Since', width: '110px', value: (row) => row.at, cell: (row) => dateText(row.at) },
]

export function RestrictedPanel() {
  const answer = useAsk(listRestricted, {})
  const open = useOpenChart()
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { charts } = answer.data
  return (
    <div className={classes['list']}>
      <div className={classes['bar']}>
        <span className={classes['dim']}>
          {charts.length === 0
            ? 'Every chart is open to all who read charts.'
            : counted(charts.length, 'restricted chart', 'restricted charts')}
        </span>
      </div>
      <DataTable<Line>
        label="Restricted charts"
        rows={charts}
        columns={columns}
        rowKey={({ patientId }) => patientId}
        onOpen={({ patientId }) => open(patientId)}
        patientId={null}
        empty={
          <Empty title="No chart is restricted">
            A chart is restricted from its banner: it then opens to the people named for it, and to nobody
            else.
          </Empty>
        }
      />
    </div>
  )
}
