/** Kinds of visits: how long, which colour, what they take, what patients are told. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import administration from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { Empty } from '../kernel/page.tsx'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'
import { VisitTypeForm } from './visit-type-form.tsx'

export type VisitType = Setup['visitTypes'][number]

const columns: readonly Column<VisitType>[] = [
  {
    id: 'name',
    head: 'Kind of visit',
    value: ({ name }) => name,
    cell: ({ name, color }) => (
      <>
        <i
          aria-hidden="true"
          className={classes['swatch']}
          style={{ background: `var(--mantine-color-${color}-filled)` }}
        />
        {name}
      </>
    ),
  },
  {
    id: 'minutes',
    head: 'Length',
    unit: 'min',
    width: '110px',
    align: 'right',
    value: ({ minutes }) => minutes,
  },
  {
    id: 'needs',
    head: 'Takes',
    width: '24%',
    value: ({ needs, telehealth }) =>
      needs.map(({ category }) => category).join(', ') || (telehealth ? 'by video' : ''),
  },
  { id: 'new', head: 'New patients', width: '120px', value: ({ newPatients }) => (newPatients ? 'yes' : '') },
  { id: 'rank', head: 'Place', width: '80px', align: 'right', value: ({ rank }) => rank },
]

export function VisitTypesPanel({ setup }: { setup: Setup }) {
  const [archived, setArchived] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const rows = setup.visitTypes.filter(({ active }) => active !== archived)
  const one = setup.visitTypes.find(({ id }) => id === opened)
  return (
    <Split
      title={opened === 'new' ? 'New kind of visit' : (one?.name ?? '')}
      level={2}
      onClose={() => setOpened(null)}
      detail={
        opened === 'new' || one ? (
          <VisitTypeForm key={opened} it={one ?? null} setup={setup} onDone={() => setOpened(null)} />
        ) : null
      }
      list={
        <div className={administration['list']}>
          <div className={administration['bar']}>
            <SegmentedControl
              aria-label="Which kinds of visits"
              value={archived ? 'archived' : 'active'}
              onChange={(value) => {
                setOpened(null)
                setArchived(value === 'archived')
              }}
              data={[
                { value: 'active', label: 'Offered' },
                { value: 'archived', label: 'Archived' },
              ]}
            />
            <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
              New kind of visit
            </Button>
          </div>
          <DataTable<VisitType>
            label="Kinds of visits"
            rows={rows}
            columns={columns}
            sort={{ column: 'rank', descending: false }}
            rowKey={({ id }) => id}
            selected={opened}
            onOpen={({ id }) => setOpened(id)}
            patientId={null}
            empty={
              <Empty title={archived ? 'None is archived' : 'No kinds of visits yet'}>
                {!archived && 'Add what people come for, with how long it takes: whoever books chooses one.'}
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
