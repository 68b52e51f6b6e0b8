import { Autocomplete, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { archiveResource, saveResource } from '../../shared/schedule/save-resource.ts'
import { ActForm } from '../access/act-form.tsx'
import administration from '../access/administration.module.css'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { ArchiveButton } from './archive-button.tsx'
import type { Resource } from './resources-panel.tsx'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'

/** `it` null: a new one of `kind`. */
export function ResourceForm({
  it,
  kind,
  setup,
  onDone,
}: {
  it: Resource | null
  kind: Resource['kind']
  setup: Setup
  onDone(): void
}) {
  const isProvider = kind === 'provider'
  const [version] = useState(it?.version ?? null)
  const [values, setValues] = useState({
    name: it?.name ?? '',
    short: it?.short ?? '',
    locationId: it?.locationId ?? (isProvider ? null : (setup.locations[0]?.locationId ?? null)),
    userId: it?.userId ?? null,
    category: it?.category ?? (kind === 'room' ? 'exam' : ''),
    atOnce: it?.atOnce ?? 1,
    overbook: it?.overbook ?? (isProvider ? 1 : 0),
    rank: it?.rank ?? setup.resources.filter((each) => each.kind === kind).length,
  })
  const edit = (some: Partial<typeof values>) => setValues({ ...values, ...some })
  const save = useRun(saveResource, {
    onSuccess: () => {
      notify('Saved.')
      onDone()
    },
  })
  const sorts = [
    ...new Set(setup.resources.filter((each) => each.kind === kind).map(({ category }) => category)),
  ].filter(Boolean)
  const number = (label: string, field: 'atOnce' | 'overbook' | 'rank', least: number, most: number) => (
    <NumberInput
      label={label}
      min={least}
      max={most}
      hideControls
      value={values[field]}
      onChange={(value) => edit({ [field]: Math.max(least, Number(value) || 0) })}
    />
  )
  return (
    <div className={administration['person']}>
      <ActForm
        title={it ? 'Change' : 'What it is'}
        go={it ? 'Save' : 'Add it'}
        busy={save.isPending}
        error={save.error}
        ready={values.name.trim() !== '' && (isProvider || values.locationId !== null)}
        onGo={() => save.mutate({ resourceId: it?.id ?? null, version, kind, ...values })}
        onDone={onDone}
      >
        <div className={administration['pair']}>
          <TextInput
            label="Name"
            maxLength={120}
            autoComplete="off"
            value={values.name}
            onChange={(event) => edit({ name: event.currentTarget.value })}
          />
          <TextInput
            label="On a narrow column"
            maxLength={12}
            autoComplete="off"
            value={values.short}
            onChange={(event) => edit({ short: event.currentTarget.value })}
          />
        </div>
        <div className={administration['pair']}>
          {isProvider ? (
            <Select
              label="Signs in as"
              placeholder="Nobody"
              searchable
              clearable
              clearButtonProps={{ 'aria-label': 'Nobody' }}
              data={setup.people.map(({ userId, displayName }) => ({ value: userId, label: displayName }))}
              value={values.userId}
              onChange={(userId) => edit({ userId })}
            />
          ) : (
            <Select
              label="Location"
              allowDeselect={false}
              data={setup.locations.map(({ locationId, name }) => ({ value: locationId, label: name }))}
              value={values.locationId}
              onChange={(locationId) => edit({ locationId })}
            />
          )}
          <Autocomplete
            label={isProvider ? 'Specialty' : 'Sort'}
            maxLength={80}
            data={sorts}
            value={values.category}
            onChange={(category) => edit({ category })}
          />
        </div>
        <div className={classes['three']}>
          {number('Visits at once', 'atOnce', 1, 60)}
          {number('And over that', 'overbook', 0, 20)}
          {number('Place in lists', 'rank', 0, 9999)}
        </div>
        <p className={classes['dim']}>
          Anybody who books may go over by so many; past that, whoever may overbook gives a reason.
        </p>
      </ActForm>
      {it && (
        <div className={administration['buttons']}>
          <ArchiveButton
            name={it.name}
            archived={!it.active}
            set={(archived) => run(archiveResource, { resourceId: it.id, version: it.version, archived })}
            undo={() => run(archiveResource, { resourceId: it.id, version: it.version + 1, archived: false })}
          />
        </div>
      )}
    </div>
  )
}
