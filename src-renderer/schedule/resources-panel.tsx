/** Who and what is booked: providers, rooms, equipment. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { resourceKinds } from '../../shared/schedule/resource.ts'
import administration from '../access/administration.module.css'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { Empty } from '../kernel/page.tsx'
import { ResourceForm } from './resource-form.tsx'
import type { Setup } from './setup-panel.tsx'

export type Resource = Setup['resources'][number]
type Kind = (typeof resourceKinds)[number]
type Show = Kind | 'archived'

const newOf: Readonly<Record<Kind, string>> = {
  provider: 'New provider',
  room: 'New room',
  equipment: 'New equipment',
}

export function ResourcesPanel({ setup }: { setup: Setup }) {
  const [show, setShow] = useState<Show>('provider')
  const [opened, setOpened] = useState<string | null>(null)
  const rows = setup.resources.filter((each) =>
    show === 'archived' ? !each.active : each.active && each.kind === show,
  )
  const one = setup.resources.find(({ id }) => id === opened)
  const kind: Kind = one?.kind ?? (show === 'archived' ? 'provider' : show)
  const places = new Map(setup.locations.map(({ locationId, name }) => [locationId, name]))
  const columns: readonly Column<Resource>[] = [
    { id: 'name', head: 'Name', value: ({ name }) => name },
    { id: 'short', head: 'Short', width: opened ? '100px' : '130px', value: ({ short }) => short },
    {
      id: 'category',
      head: show === 'provider' ? 'Specialty' : 'Sort',
      width: opened ? '24%' : '20%',
      value: ({ category }) => category,
    },
    {
      id: 'place',
      head: show === 'provider' ? 'Signs in as' : 'Location',
      width: opened ? '30%' : '26%',
      value: ({ locationId, userId }) =>
        locationId === null
          ? (setup.people.find((each) => each.userId === userId)?.displayName ?? '')
          : (places.get(locationId) ?? ''),
    },
    // where one is open beside it, the form says them
    ...(opened
      ? []
      : ([
          { id: 'atOnce', head: 'At once', width: '90px', align: 'right', value: ({ atOnce }) => atOnce },
          {
            id: 'overbook',
            head: 'And over',
            width: '100px',
            align: 'right',
            value: ({ overbook }) => overbook,
          },
        ] satisfies Column<Resource>[])),
  ]
  return (
    <Split
      title={opened === 'new' ? newOf[kind] : (one?.name ?? '')}
      level={2}
      onClose={() => setOpened(null)}
      detail={
        opened === 'new' || one ? (
          <ResourceForm
            key={`${opened} ${kind}`}
            it={one ?? null}
            kind={kind}
            setup={setup}
            onDone={() => setOpened(null)}
          />
        ) : null
      }
      list={
        <div className={administration['list']}>
          <div className={administration['bar']}>
            <SegmentedControl
              aria-label="What is booked"
              value={show}
              onChange={(value) => {
                setOpened(null)
                setShow(value)
              }}
              data={[
                { value: 'provider', label: 'Providers' },
                { value: 'room', label: 'Rooms' },
                { value: 'equipment', label: 'Equipment' },
                { value: 'archived', label: 'Archived' },
              ]}
            />
            {show !== 'archived' && (
              <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
                {newOf[show]}
              </Button>
            )}
          </div>
          <DataTable<Resource>
            key={show}
            label="What is booked"
            rows={rows}
            columns={columns}
            rowKey={({ id }) => id}
            selected={opened}
            onOpen={({ id }) => setOpened(id)}
            patientId={null}
            empty={
              <Empty title={show === 'archived' ? 'Nothing is archived' : 'None yet'}>
                {show === 'room' && 'A room can be booked where a kind of visit takes one of its sort.'}
              </Empty>
            }
          />
        </div>
      }
    />
  )
}
