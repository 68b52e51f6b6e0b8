import { listProblems } from '../../shared/charting/list-problems.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { FactsList } from './facts-list.tsx'
import { Answered } from './section.tsx'
import { statusText } from './status-words.ts'

type Problem = OutputOf<typeof listProblems>['problems'][number]

const inForce = (row: Problem) =>
  ['active', 'recurrence', 'relapse', 'unknown'].includes(row.clinicalStatus) &&
  row.verification !== 'entered-in-error'

const columns: readonly Column<Problem>[] = [
  {
    id: 'name',
    head: 'Problem',
    value: (row) => row.name,
    cell: (row) => <b style={{ fontWeight: inForce(row) ? 500 : 400 }}>{row.name}</b>,
  },
  { id: 'status', head: 'Status', width: '110px', value: (row) => statusText(row.clinicalStatus) },
  { id: 'verification', head: 'Certainty', width: '110px', value: (row) => statusText(row.verification) },
  { id: 'severity', head: 'Severity', width: '110px', value: (row) => row.severity },
  {
    id: 'onset',
    head: 'Since',
    width: '100px',
    value: (row) => row.onset,
    cell: (row) => dateText(row.onset) || row.onsetText,
  },
  {
    id: 'end',
    head: 'Until',
    width: '100px',
    value: (row) => row.abatement,
    cell: (row) => dateText(row.abatement),
  },
  { id: 'code', head: 'Code', width: '110px', value: (row) => row.code },
]

export function ProblemsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listProblems, { patientId })
  return (
    <Answered<typeof listProblems> answer={answer}>
      {({ problems }) => (
        <FactsList
          title="Problems"
          entries="problem"
          patientId={patientId}
          rows={problems}
          columns={columns}
          entry="problem"
          beside={['name', 'status', 'onset']}
          rowKey={(row) => row.id}
          dim={(row) => !inForce(row)}
          nothing="No problem has been recorded."
        />
      )}
    </Answered>
  )
}
