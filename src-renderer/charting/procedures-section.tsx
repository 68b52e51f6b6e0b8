import { listProcedures } from '../../shared/charting/list-procedures.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { FactsList } from './facts-list.tsx'
import { Answered } from './section.tsx'
import { statusText } from './status-words.ts'

type Procedure = OutputOf<typeof listProcedures>['procedures'][number]

const columns: readonly Column<Procedure>[] = [
  {
    id: 'performed',
    head: 'Date',
    width: '104px',
    value: (row) => row.performedAt,
    cell: (row) => dateText(row.performedAt),
  },
  { id: 'name', head: 'Procedure', value: (row) => row.name },
  { id: 'status', head: 'Status', width: '110px', value: (row) => statusText(row.status) },
  { id: 'site', head: 'Body site', width: '14%', value: (row) => row.bodySite },
  { id: 'reason', head: 'Reason', width: '18%', value: (row) => row.reason },
  { id: 'performer', head: 'Performed by', width: '15%', value: (row) => row.performer },
  { id: 'outcome', head: 'Outcome', width: '12%', value: (row) => row.outcome },
]

export function ProceduresSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listProcedures, { patientId })
  return (
    <Answered<typeof listProcedures> answer={answer}>
      {({ procedures }) => (
        <FactsList
          title="Procedures"
          entries="procedure"
          patientId={patientId}
          rows={procedures}
          columns={columns}
          entry="procedure"
          beside={['performed', 'name', 'status']}
          rowKey={(row) => row.id}
          dim={(row) => row.status === 'entered-in-error' || row.status === 'not-done'}
          nothing="No procedure has been recorded."
        />
      )}
    </Answered>
  )
}
