import { Button, Checkbox, Chip, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { blockKinds } from '../../shared/schedule/block.ts'
import type { listBooked } from '../../shared/schedule/list-blocks.ts'
import { removeBlock, saveBlock } from '../../shared/schedule/save-block.ts'
import { hoursText, readHours } from '../../shared/schedule/typed-hours.ts'
import { ActForm } from '../access/act-form.tsx'
import administration from '../access/administration.module.css'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { blockKindWords } from './block-kinds.ts'
import type { HeldBlock } from './blocks-panel.tsx'
import { BookedList } from './booked-list.tsx'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'
import { shortDay, weekdayNames } from './weekday-text.ts'

const kinds = blockKinds.map((kind) => ({ value: kind, label: blockKindWords[kind] }))
const isDay = (day: string): boolean => isDate(day) && day.length === 10

/** `it` null: a new one. Who is booked in it is shown before it is saved. */
export function BlockForm({ it, setup, onDone }: { it: HeldBlock | null; setup: Setup; onDone(): void }) {
  const { today, can } = useMe()
  const [version] = useState(it?.version ?? null)
  const start = it?.block
  const allDay = !start || (start.fromMinute === 0 && start.toMinute === 1440)
  const [values, setValues] = useState({
    resourceId: start?.resourceId ?? null,
    locationId: start?.locationId ?? null,
    kind: start?.kind ?? 'vacation',
    firstDay: start?.firstDay ?? today,
    lastDay: start ? (start.lastDay ?? '') : today,
    goesOn: start?.lastDay === null,
    weekdays: start?.weekdays ?? [],
    times: allDay ? '' : hoursText([[start.fromMinute, start.toMinute]]),
    note: start?.note ?? '',
  })
  const edit = (some: Partial<typeof values>) => setValues({ ...values, ...some })
  const save = useRun(saveBlock, {
    onSuccess: () => {
      notify('Saved. Searches leave it out from now on.')
      onDone()
    },
  })
  const hours = readHours(values.times)
  const [fromMinute, toMinute] = hours?.[0] ?? [0, 1440]
  const fits =
    hours !== null &&
    hours.length < 2 &&
    isDay(values.firstDay) &&
    (values.goesOn || (isDay(values.lastDay) && values.lastDay >= values.firstDay))
  const block: InputOf<typeof listBooked>['block'] = {
    resourceId: values.resourceId,
    locationId: values.locationId,
    kind: values.kind,
    firstDay: values.firstDay,
    lastDay: values.goesOn ? null : values.lastDay,
    weekdays: [...values.weekdays].toSorted((a, b) => a - b),
    fromMinute,
    toMinute,
    note: values.note,
  }
  return (
    <div className={administration['person']}>
      <ActForm
        title={it ? 'Change' : 'What is blocked'}
        go={it ? 'Save' : 'Block it'}
        busy={save.isPending}
        error={save.error}
        ready={fits}
        onGo={() => save.mutate({ blockId: it?.blockId ?? null, version, block })}
        onDone={onDone}
      >
        <div className={administration['pair']}>
          <Select
            label="Whose time"
            placeholder="Everybody and everything"
            searchable
            // the form begins here: what is below is not covered before somebody asks for it
            openOnFocus={false}
            clearable
            clearButtonProps={{ 'aria-label': 'Everybody and everything' }}
            data={setup.resources
              .filter(({ active, id }) => active || id === values.resourceId)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={values.resourceId}
            onChange={(resourceId) => edit({ resourceId })}
          />
          <Select
            label="Where"
            placeholder="At every location"
            clearable
            clearButtonProps={{ 'aria-label': 'At every location' }}
            data={setup.locations.map(({ locationId, name }) => ({ value: locationId, label: name }))}
            value={values.locationId}
            onChange={(locationId) => edit({ locationId })}
          />
        </div>
        <div className={classes['three']}>
          <Select
            label="What for"
            allowDeselect={false}
            data={kinds}
            value={values.kind}
            onChange={(value) => edit({ kind: blockKinds.find((kind) => kind === value) ?? 'other' })}
          />
          <TypedDateInput
            label="First day"
            value={values.firstDay}
            lean="future"
            onChange={(firstDay) =>
              edit({ firstDay, ...(isDay(firstDay) && firstDay > values.lastDay && { lastDay: firstDay }) })
            }
          />
          {!values.goesOn && (
            <TypedDateInput
              label="Last day"
              value={values.lastDay}
              lean="future"
              onChange={(lastDay) => edit({ lastDay })}
            />
          )}
        </div>
        <Checkbox
          label="Goes on without an end"
          checked={values.goesOn}
          onChange={(event) =>
            edit({ goesOn: event.currentTarget.checked, lastDay: values.lastDay || values.firstDay })
          }
        />
        <TextInput
          label="Times"
          placeholder="All day"
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          description={
            hours === null || hours.length > 1
              ? 'One stretch, as “12-1”; empty is all day.'
              : hours.length === 0
                ? 'All day'
                : hoursText(hours)
          }
          error={(hours === null || hours.length > 1) && 'Not one stretch of time'}
          autoComplete="off"
          value={values.times}
          onChange={(event) => edit({ times: event.currentTarget.value })}
        />
        <div>
          <p className={classes['dim']} id="block-days">
            On these days of the week; none chosen: every day
          </p>
          <div className={administration['buttons']} role="group" aria-labelledby="block-days">
            {weekdayNames.map((name, day) => (
              <Chip
                key={name}
                size="sm"
                checked={values.weekdays.includes(day + 1)}
                onChange={(on) =>
                  edit({
                    weekdays: on
                      ? [...values.weekdays, day + 1]
                      : values.weekdays.filter((each) => each !== day + 1),
                  })
                }
              >
                {shortDay(name)}
              </Chip>
            ))}
          </div>
        </div>
        <TextInput
          label="Note"
          maxLength={200}
          autoComplete="off"
          value={values.note}
          onChange={(event) => edit({ note: event.currentTarget.value })}
        />
      </ActForm>
      {fits && can('schedule.read') && <BookedList block={{ ...block, note: '' }} />}
      {it && <Open it={it} onDone={onDone} />}
    </div>
  )
}

function Open({ it: { blockId, version, block }, onDone }: { it: HeldBlock; onDone(): void }) {
  const failed = (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem')
  const remove = useRun(removeBlock, {
    onError: failed,
    onSuccess: () => {
      onDone()
      notifyUndo(
        'The time can be booked again.',
        () => void run(saveBlock, { blockId: null, version: null, block }).catch(failed),
      )
    },
  })
  return (
    <div className={administration['buttons']}>
      <Button
        variant="default"
        loading={remove.isPending}
        onClick={() => remove.mutate({ blockId, version })}
      >
        Open this time
      </Button>
    </div>
  )
}
