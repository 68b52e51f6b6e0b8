import { listAllergies } from '../../shared/charting/list-allergies.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { FactsList } from './facts-list.tsx'
import { Answered } from './section.tsx'
import { statusText } from './status-words.ts'

type Allergy = OutputOf<typeof listAllergies>['allergies'][number]

const inForce = (row: Allergy) => row.clinicalStatus === 'active' || row.clinicalStatus === 'unknown'
const reactionsText = (row: Allergy) =>
  row.reactions
    .map((reaction) =>
      [reaction.manifestation, reaction.severity && `(${reaction.severity})`].filter(Boolean).join(' '),
    )
    .join(', ')

const columns: readonly Column<Allergy>[] = [
  {
    id: 'substance',
    head: 'Substance',
    value: (row) => row.substance,
    cell: (row) => (
      <b
        style={{
          fontWeight: inForce(row) ? 500 : 400,
          color: row.criticality === 'high' ? 'var(--hf-danger)' : undefined,
        }}
      >
        {row.substance}
      </b>
    ),
  },
  { id: 'reactions', head: 'Reactions', width: '30%', value: reactionsText },
  {
    id: 'criticality',
    head: 'Danger',
    width: '90px',
    value: (row) =>
      row.criticality === 'unknown'
        ? ''
        : row.criticality === 'unable-to-assess'
          ? 'Not known'
          : statusText(row.criticality),
  },
  {
    id: 'kind',
    head: 'Kind',
    width: '100px',
    value: (row) => (row.kind === 'unknown' ? '' : statusText(row.kind)),
  },
  { id: 'category', head: 'Category', width: '110px', value: (row) => statusText(row.category) },
  { id: 'status', head: 'Status', width: '92px', value: (row) => statusText(row.clinicalStatus) },
  {
    id: 'recorded',
    head: 'Recorded',
    width: '100px',
    value: (row) => row.recordedAt,
    cell: (row) => dateText(row.recordedAt),
  },
]

export function AllergiesSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listAllergies, { patientId })
  return (
    <Answered<typeof listAllergies> answer={answer}>
      {({ allergies }) => (
        <FactsList
          title="Allergies"
          patientId={patientId}
          rows={allergies}
          columns={columns}
          entry="allergy"
          beside={['substance', 'reactions']}
          rowKey={(row) => row.id}
          dim={(row) => !inForce(row)}
          nothing="Nothing has been recorded. That is not the same as no allergies: ask."
        />
      )}
    </Answered>
  )
}
