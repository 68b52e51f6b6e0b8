/** What became of messages about appointments, one a line: what was refused says where, why and what to do. */
import { importMessages, type MessageLine } from '../../shared/exchange/import-messages.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { Empty } from '../kernel/page.tsx'
import { wordsOf } from '../kernel/words.ts'
import classes from './import.module.css'

export type Taken = NonNullable<OutputOf<typeof importMessages>['lines']>

const outcomeWords: Readonly<Record<MessageLine['outcome'], string>> = {
  booked: 'Booked',
  moved: 'Moved',
  changed: 'Changed',
  cancelled: 'Called off',
  'no-show': 'Did not come',
  already: 'Was here already',
  refused: 'Refused',
}

const whatOf = ({ reason, params, newPatient }: MessageLine): string =>
  reason !== null ? wordsOf(reason, params) : newPatient ? 'The patient was registered.' : ''

const columns: readonly Column<MessageLine>[] = [
  { id: 'file', head: 'File', width: '180px', value: (row) => row.file },
  { id: 'line', head: 'Line', width: '70px', align: 'right', value: (row) => row.line },
  { id: 'outcome', head: 'Outcome', width: '130px', value: (row) => outcomeWords[row.outcome] },
  { id: 'what', head: 'Why, and what to do', value: whatOf },
]

export function MessageLines({ lines }: { lines: Taken }) {
  const refused = lines.filter(({ outcome }) => outcome === 'refused').length
  return (
    <section aria-label="Messages about appointments">
      <h2>Messages about appointments</h2>
      <p role="status" className={classes['dim']}>
        {lines.length.toLocaleString('en-US')} read, {refused.toLocaleString('en-US')} refused. A refused one
        has changed nothing.
      </p>
      <DataTable
        label="Messages about appointments"
        rows={lines}
        columns={columns}
        rowKey={(row) => `${row.file}/${row.line}`}
        patientId={null}
        empty={<Empty title="There was no message in these files" />}
      />
    </section>
  )
}
