import { listImmunizations } from '../../shared/charting/list-immunizations.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { FactsList } from './facts-list.tsx'
import { Answered } from './section.tsx'
import { statusText } from './status-words.ts'

type Immunization = OutputOf<typeof listImmunizations>['immunizations'][number]

const given = (row: Immunization) => row.status === 'completed'

const columns: readonly Column<Immunization>[] = [
  {
    id: 'given',
    head: 'Given',
    width: '104px',
    value: (row) => row.givenAt,
    cell: (row) => dateText(row.givenAt) || row.givenText,
  },
  { id: 'vaccine', head: 'Vaccine', value: (row) => row.vaccine },
  {
    id: 'status',
    head: 'Status',
    width: '190px',
    value: (row) => [statusText(row.status), row.statusReason].filter(Boolean).join(': '),
  },
  { id: 'dose', head: 'Dose', width: '80px', value: (row) => row.dose },
  { id: 'lot', head: 'Lot', width: '110px', value: (row) => row.lotNumber },
  {
    id: 'site',
    head: 'Site',
    width: '130px',
    value: (row) => [row.site, row.route].filter(Boolean).join(', '),
  },
  {
    id: 'performer',
    head: 'Given by',
    width: '15%',
    value: (row) => row.performer || (row.primarySource ? '' : 'Reported'),
  },
  { id: 'code', head: 'CVX', width: '64px', value: (row) => row.code },
]

export function ImmunizationsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listImmunizations, { patientId })
  return (
    <Answered<typeof listImmunizations> answer={answer}>
      {({ immunizations }) => (
        <FactsList
          title="Immunizations"
          entries="immunization"
          patientId={patientId}
          rows={immunizations}
          columns={columns}
          entry="immunization"
          beside={['given', 'vaccine', 'status']}
          rowKey={(row) => row.id}
          dim={(row) => !given(row)}
          nothing="No vaccine has been recorded."
        />
      )}
    </Answered>
  )
}
