/** The practice's own locations, each with its departments, and those that records name and that may be its own. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { listLocations, type LocationLine } from '../../shared/access/list-locations.ts'
import { Split } from '../charting/split.tsx'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { LocationForm, OneLocation } from './one-location.tsx'

export type Place = LocationLine & Readonly<{ house: string; departments: readonly LocationLine[] }>
type Show = 'own' | 'others' | 'archived'

const columns: readonly Column<Place>[] = [
  {
    id: 'name',
    head: 'Location',
    // a department stands under its location, its own name first: the other may be long
    value: ({ house, name }) => (house === '' ? name : `${house}: ${name}`),
    cell: ({ house, name }) =>
      house === '' ? (
        <b>{name}</b>
      ) : (
        <>
          {name}
          <span className={classes['dim']}> · {house}</span>
        </>
      ),
  },
  { id: 'address', head: 'Address', width: '40%', value: ({ address }) => address },
  { id: 'phone', head: 'Phone', width: '150px', value: ({ phone }) => phone },
]

function placesOf(locations: readonly LocationLine[]): Place[] {
  const byId = new Map(locations.map((each) => [each.locationId, each]))
  return locations.map((each) => ({
    ...each,
    house: (each.partOf !== null && byId.get(each.partOf)?.name) || '',
    departments: locations.filter(({ partOf, archived }) => partOf === each.locationId && !archived),
  }))
}

export function LocationsPanel() {
  const [show, setShow] = useState<Show>('own')
  const [opened, setOpened] = useState<string | null>(null)
  const own = useAsk(listLocations, { show: 'own' })
  const others = useAsk(listLocations, { show: 'others' }, { enabled: show === 'others' })
  const error = own.error ?? others.error
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!own.data) return null
  const mine = placesOf(own.data.locations)
  const rows =
    show === 'others'
      ? placesOf(others.data?.locations ?? [])
      : mine.filter(({ archived }) => archived === (show === 'archived'))
  const one = [...mine, ...rows].find(({ locationId }) => locationId === opened)
  const close = () => setOpened(null)
  return (
    <Split
      title={opened === 'new' ? 'New location' : (one?.name ?? '')}
      level={2}
      onClose={close}
      detail={
        opened === 'new' ? (
          <LocationForm start={{ location: null, partOf: null }} onDone={(id) => setOpened(id)} />
        ) : one ? (
          <OneLocation
            key={one.locationId}
            it={one}
            isOwn={mine.some(({ locationId }) => locationId === one.locationId)}
            onOpen={(id) => {
              if (id !== null && show === 'others') setShow('own')
              setOpened(id)
            }}
          />
        ) : null
      }
      list={
        <div className={classes['list']}>
          <div className={classes['bar']}>
            <SegmentedControl
              aria-label="Which locations"
              value={show}
              onChange={(value) => {
                close()
                setShow(value === 'others' || value === 'archived' ? value : 'own')
              }}
              data={[
                { value: 'own', label: 'Your own' },
                { value: 'others', label: 'Named in records' },
                { value: 'archived', label: 'Archived' },
              ]}
            />
            <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setOpened('new')}>
              New location
            </Button>
          </div>
          <DataTable<Place>
            label="Locations"
            rows={rows}
            columns={columns}
            sort={{ column: 'name', descending: false }}
            rowKey={({ locationId }) => locationId}
            selected={opened}
            onOpen={({ locationId }) => setOpened(locationId)}
            patientId={null}
            empty={<None show={show} />}
          />
        </div>
      }
    />
  )
}

function None({ show }: { show: Show }) {
  if (show === 'archived') return <Empty title="No location is archived" />
  if (show === 'others')
    return (
      <Empty title="Records name no other location">
        Where visits were that came in with an import is listed here, to be made one of your own.
      </Empty>
    )
  return (
    <Empty title="The practice has no locations yet">
      Add where you work, or choose from what records name. Until somebody is set to reach some locations
      only, everybody reaches every patient.
    </Empty>
  )
}
