import { Checkbox, MultiSelect, NumberInput, Select, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { saveHours, type HoursStretch } from '../../shared/schedule/save-hours.ts'
import { hoursText, readHours, type Stretch } from '../../shared/schedule/typed-hours.ts'
import { ActForm } from '../access/act-form.tsx'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { changesOf, type Pattern } from './hours-patterns.ts'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'
import { weekdayNames } from './weekday-text.ts'

const every = [1, 2, 3, 4, 5, 6, 7] as const

/** Hours typed day by day, `8-12, 1-5`: a usual week, or those of one date. */
export function HoursForm({
  resource,
  setup,
  pattern,
  isWeekly,
  onDone,
}: {
  resource: Setup['resources'][number]
  setup: Setup
  /** Null: new ones. */
  pattern: Pattern | null
  isWeekly: boolean
  onDone(): void
}) {
  const { today } = useMe()
  const days = isWeekly ? every : ([null] as const)
  const [held] = useState(pattern?.held ?? [])
  const start = pattern?.shared
  const [locationId, setLocation] = useState(
    start?.locationId ?? resource.locationId ?? setup.locations[0]?.locationId ?? '',
  )
  const [everyWeeks, setEveryWeeks] = useState(start?.everyWeeks ?? 1)
  const [firstDay, setFirstDay] = useState(start?.firstDay ?? today)
  const [lastDay, setLastDay] = useState(start?.lastDay ?? '')
  const [visitTypeIds, setKept] = useState<string[]>([...(start?.visitTypeIds ?? [])])
  const [releaseHours, setRelease] = useState(start?.releaseHours ?? null)
  const [note, setNote] = useState(start?.note ?? '')
  const [closed, setClosed] = useState(start?.kind === 'closed')
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      days.map((day) => [
        day ?? 'date',
        hoursText(
          held
            .filter(({ stretch }) => stretch.weekday === day && stretch.kind === 'open')
            .map(({ stretch }) => [stretch.fromMinute, stretch.toMinute] as const),
        ),
      ]),
    ),
  )
  const save = useRun(saveHours, {
    onSuccess: () => {
      notify('Saved. Searches for a time know it from now on.')
      onDone()
    },
  })
  const read = days.map((day) => ({ day, hours: readHours(typed[day ?? 'date'] ?? '') }))
  const anything = read.some(({ hours }) => hours !== null && hours.length > 0)
  const datesFit =
    isDate(firstDay) &&
    firstDay.length === 10 &&
    (lastDay === '' || (isDate(lastDay) && lastDay.length === 10))
  const ready =
    locationId !== '' &&
    datesFit &&
    (closed || (read.every(({ hours }) => hours !== null) && (anything || pattern !== null)))

  const stretchOf = (weekday: number | null, [fromMinute, toMinute]: Stretch): HoursStretch => ({
    locationId,
    weekday,
    everyWeeks: isWeekly ? everyWeeks : 1,
    firstDay,
    lastDay: isWeekly ? lastDay || null : firstDay,
    fromMinute,
    toMinute,
    kind: closed ? 'closed' : 'open',
    visitTypeIds: closed ? [] : visitTypeIds,
    releaseHours: closed || visitTypeIds.length === 0 ? null : releaseHours,
    note,
  })
  const send = () => {
    const after = closed
      ? [stretchOf(null, [0, 1440])]
      : read.flatMap(({ day, hours }) => (hours ?? []).map((each) => stretchOf(day, each)))
    save.mutate({ resourceId: resource.id, ...changesOf(held, after) })
  }
  return (
    <ActForm
      title={pattern ? 'Change these hours' : isWeekly ? 'Weekly hours' : 'Hours of one date'}
      lead={
        isWeekly
          ? 'Type each day’s hours: “8-12, 1-5”. A lunch is the gap between them; a day left empty is off.'
          : 'On that date only these hours hold at this location, not those of the week.'
      }
      go={pattern && !anything && !closed ? 'Take these hours away' : 'Save'}
      busy={save.isPending}
      error={save.error}
      ready={ready}
      onGo={send}
      onDone={onDone}
    >
      <div className={classes['three']}>
        <Select
          label="Location"
          data={setup.locations.map((each) => ({ value: each.locationId, label: each.name }))}
          allowDeselect={false}
          disabled={resource.locationId !== null}
          value={locationId}
          onChange={(value) => setLocation(value ?? '')}
        />
        <TypedDateInput
          label={isWeekly ? 'From' : 'Date'}
          value={firstDay}
          lean="future"
          onChange={setFirstDay}
        />
        {isWeekly && (
          <TypedDateInput label="To (or leave empty)" value={lastDay} lean="future" onChange={setLastDay} />
        )}
      </div>
      {!isWeekly && (
        <Checkbox
          label="Closed all day"
          checked={closed}
          onChange={(event) => setClosed(event.currentTarget.checked)}
        />
      )}
      {!closed && (
        <fieldset className={classes['days']}>
          <legend>{isWeekly ? 'Hours by day' : 'Hours'}</legend>
          {read.map(({ day, hours }) => (
            <DayLine
              key={day ?? 'date'}
              name={day === null ? 'That day' : (weekdayNames[day - 1] ?? '')}
              typed={typed[day ?? 'date'] ?? ''}
              hours={hours}
              onType={(text) => setTyped({ ...typed, [day ?? 'date']: text })}
            />
          ))}
        </fieldset>
      )}
      {!closed && (
        <div className={classes['three']}>
          <MultiSelect
            label="Kept for"
            placeholder={visitTypeIds.length === 0 ? 'Every kind of visit' : ''}
            data={setup.visitTypes
              .filter(({ active, id }) => active || visitTypeIds.includes(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={visitTypeIds}
            onChange={setKept}
          />
          {visitTypeIds.length > 0 && (
            <NumberInput
              label="Free for all, hours before"
              placeholder="Never"
              min={0}
              max={2000}
              hideControls
              value={releaseHours ?? ''}
              onChange={(value) => setRelease(value === '' ? null : Number(value))}
            />
          )}
          {isWeekly && (
            <NumberInput
              label="Every … weeks"
              min={1}
              max={12}
              hideControls
              value={everyWeeks}
              onChange={(value) => setEveryWeeks(Math.max(1, Number(value) || 1))}
            />
          )}
        </div>
      )}
      <TextInput
        label="Note"
        maxLength={200}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActForm>
  )
}

function DayLine({
  name,
  typed,
  hours,
  onType,
}: {
  name: string
  typed: string
  hours: readonly Stretch[] | null
  onType(text: string): void
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{name}</label>
      <TextInput
        id={id}
        autoComplete="off"
        placeholder="8-12, 1-5"
        error={hours === null}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <output htmlFor={id} data-wrong={hours === null || undefined}>
        {hours === null ? 'Not hours that can be read' : hours.length === 0 ? 'Off' : hoursText(hours)}
      </output>
    </>
  )
}
