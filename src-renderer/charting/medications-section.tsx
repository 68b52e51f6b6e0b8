import { listMedications } from '../../shared/charting/list-medications.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { FactsList } from './facts-list.tsx'
import { Answered } from './section.tsx'
import { statusText } from './status-words.ts'

type Medication = OutputOf<typeof listMedications>['medications'][number]

const inForce = (row: Medication) => ['active', 'on-hold', 'intended', 'unknown'].includes(row.status)

const columns: readonly Column<Medication>[] = [
  {
    id: 'name',
    head: 'Medication',
    value: (row) => row.name,
    cell: (row) => <b style={{ fontWeight: inForce(row) ? 500 : 400 }}>{row.name}</b>,
  },
  {
    id: 'directions',
    head: 'Directions',
    width: '26%',
    value: (row) => [row.directions, row.asNeeded ? 'as needed' : ''].filter(Boolean).join(', '),
  },
  { id: 'status', head: 'Status', width: '92px', value: (row) => statusText(row.status) },
  {
    id: 'source',
    head: 'Source',
    width: '92px',
    value: (row) => (row.source === 'order' ? 'Prescribed' : 'Reported'),
  },
  {
    id: 'starts',
    head: 'From',
    width: '96px',
    value: (row) => row.startsAt,
    cell: (row) => dateText(row.startsAt),
  },
  {
    id: 'ends',
    head: 'Until',
    width: '96px',
    value: (row) => row.endsAt,
    cell: (row) => dateText(row.endsAt),
  },
  { id: 'refills', head: 'Refills', width: '72px', align: 'right', value: (row) => row.refills },
  { id: 'prescriber', head: 'Prescriber', width: '15%', value: (row) => row.practitionerName },
]

export function MedicationsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listMedications, { patientId })
  return (
    <Answered<typeof listMedications> answer={answer}>
      {({ medications }) => (
        <FactsList
          title="Medications"
          entries="medication"
          patientId={patientId}
          rows={medications}
          columns={columns}
          entry="medication"
          beside={['name', 'status']}
          rowKey={(row) => row.id}
          dim={(row) => !inForce(row)}
          nothing="No medication has been recorded."
        />
      )}
    </Answered>
  )
}
