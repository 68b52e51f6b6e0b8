import { Button, Select, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { LocationLine } from '../../shared/access/list-locations.ts'
import { archiveLocation, saveLocation } from '../../shared/access/save-location.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useMe } from '../kernel/me.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { usZonesFirst } from '../kernel/zones.ts'
import { ActForm } from './act-form.tsx'
import classes from './administration.module.css'
import type { Place } from './locations-panel.tsx'

type Start = Readonly<{
  location: LocationLine | null
  /** Of a new department: its location. */
  partOf: string | null
}>

/** One location or department, and what can be done with it. */
export function OneLocation({
  it,
  isOwn,
  onOpen,
}: {
  it: Place
  isOwn: boolean
  onOpen(locationId: string | null): void
}) {
  const [doing, setDoing] = useState<'edit' | 'department' | null>(isOwn ? null : 'edit')
  const done = (locationId: string | null) => {
    setDoing(null)
    if (locationId !== null || !isOwn) onOpen(locationId)
  }
  return (
    <div className={classes['person']}>
      <dl className={classes['facts']}>
        {it.house && (
          <>
            <dt>Department of</dt>
            <dd>{it.house}</dd>
          </>
        )}
        <dt>Address</dt>
        <dd>{it.address || 'Not recorded'}</dd>
        <dt>Phone</dt>
        <dd>{it.phone || 'Not recorded'}</dd>
        {it.partOf === null && (
          <>
            <dt>Time zone</dt>
            <dd>{it.timeZone ?? 'That of the practice'}</dd>
          </>
        )}
      </dl>
      {!isOwn && (
        <p className={classes['notice']}>
          Records name this location. Made one of your own, whoever was seen there belongs to it, also before.
        </p>
      )}
      {it.archived && (
        <p className={classes['notice']}>
          Archived: it is offered no more. Who belongs to it and who reaches it stays as it is.
        </p>
      )}
      {doing === null ? (
        <div className={classes['buttons']} role="group" aria-label="What can be done">
          <Button variant="default" onClick={() => setDoing('edit')}>
            Change
          </Button>
          {it.partOf === null && !it.archived && (
            <Button variant="default" onClick={() => setDoing('department')}>
              Add a department
            </Button>
          )}
          <Archive it={it} />
        </div>
      ) : (
        <LocationForm
          start={
            doing === 'edit' ? { location: it, partOf: it.partOf } : { location: null, partOf: it.locationId }
          }
          isOwn={isOwn}
          onDone={done}
        />
      )}
      {it.departments.length > 0 && (
        <section>
          <h3>Departments</h3>
          <ul>
            {it.departments.map(({ locationId, name }) => (
              <li key={locationId}>
                <Button variant="subtle" size="compact-sm" onClick={() => onOpen(locationId)}>
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

/** A location or a department, new or changed; of one that records name: that it is the practice's own. */
export function LocationForm({
  start: { location, partOf },
  isOwn = true,
  onDone,
}: {
  start: Start
  isOwn?: boolean
  onDone(locationId: string | null): void
}) {
  const [version] = useState(location?.version ?? null)
  const [name, setName] = useState(location?.name ?? '')
  const [address, setAddress] = useState(location?.address ?? '')
  const [phone, setPhone] = useState(location?.phone ?? '')
  const [timeZone, setTimeZone] = useState(location?.timeZone ?? null)
  const zones = useMemo(() => usZonesFirst(Intl.supportedValuesOf('timeZone')), [])
  const me = useMe()
  const save = useRun(saveLocation, {
    onSuccess: ({ locationId }) => {
      notify('Saved.')
      onDone(locationId)
    },
  })
  const title =
    location === null
      ? partOf === null
        ? 'New location'
        : 'New department'
      : isOwn
        ? 'Change'
        : 'Make it one of your own'
  return (
    <ActForm
      title={title}
      go={
        location === null
          ? partOf === null
            ? 'Add the location'
            : 'Add the department'
          : isOwn
            ? 'Save'
            : title
      }
      busy={save.isPending}
      error={save.error}
      ready={name.trim() !== ''}
      onGo={() =>
        save.mutate({
          locationId: location?.locationId ?? null,
          version,
          name,
          phone,
          address,
          partOf,
          // as it is where it was not chosen: another workstation may know zones that this one does not
          ...(timeZone !== (location?.timeZone ?? null) && { timeZone }),
        })
      }
      onDone={() => onDone(null)}
    >
      <TextInput
        label="Name"
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Address"
        maxLength={400}
        autoComplete="off"
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <TextInput
        label="Phone"
        maxLength={60}
        inputMode="tel"
        autoComplete="off"
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      {partOf === null && (
        <Select
          label="Time zone"
          placeholder={`That of the practice: ${me.timeZone}`}
          description="The hours of what is scheduled there are by its clock."
          data={zones}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'As the practice' }}
          limit={40}
          value={timeZone}
          onChange={setTimeZone}
        />
      )}
    </ActForm>
  )
}

function Archive({ it: { locationId, version, archived, name } }: { it: LocationLine }) {
  const failed = (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem')
  const archive = useRun(archiveLocation, {
    onError: failed,
    onSuccess: () =>
      archived
        ? notify('It is offered again.')
        : notifyUndo(
            `“${name}” is archived.`,
            () =>
              void run(archiveLocation, { locationId, version: version + 1, archived: false }).catch(failed),
          ),
  })
  return (
    <Button variant="default" onClick={() => archive.mutate({ locationId, version, archived: !archived })}>
      {archived ? 'Take it back into use' : 'Archive'}
    </Button>
  )
}
