/** Which days, by what, and what of them: one line above the grid. */
import { ActionIcon, Button, Checkbox, NativeSelect, Popover, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconFilter, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { memo, useRef, useState } from 'react'
import { addDays } from '../../shared/kernel/time.ts'
import { visitColors } from '../../shared/schedule/visit-type.ts'
import { stages } from '../../shared/schedule/stage.ts'
import { isDate } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { takeFocus } from '../kernel/take-focus.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { longDayText, monthOfText, weekText } from './day-text.ts'
import {
  filtersSet,
  hourHeights,
  nextOf,
  steps,
  useGridView,
  type Drawn,
  type GridView,
} from './grid-view.ts'
import { LocationChoice } from './location-choice.tsx'
import type { Names, Resource } from './names.ts'
import classes from './schedule.module.css'
import { stageWords } from './stage-words.ts'
import { mondayOf } from './use-days.ts'
import { dayBeside } from './use-view-keys.ts'

const show = (change: Partial<GridView>) => useGridView.getState().show(change)

const kindWords = { provider: 'Providers', room: 'Rooms', equipment: 'Equipment' } as const

type Props = Readonly<{ view: Drawn; day: string; names: Names; whose: Resource | null }>

/** From day to day only the day that it names is drawn again: its fields would keep whoever turns it waiting for longer than the answer does. */
export function ScheduleBar({ view, day, names, whose }: Props) {
  return (
    <div className={`${classes['bar']} hf-no-print`}>
      <WhichDays view={view.view} />
      <h2>{periodText(view.view, day)}</h2>
      <WhatOfThem view={view} names={names} whose={whose} />
      {view.view !== 'month' && <HowLarge view={view} names={names} />}
    </div>
  )
}

const WhichDays = memo(function WhichDays({ view }: { view: GridView['view'] }) {
  const { today } = useMe()
  const beside = (by: 1 | -1) => {
    const { day } = useGridView.getState()
    show({ day: dayBeside(view, day ?? today, by) })
  }
  return (
    <>
      <SegmentedControl
        aria-label="View"
        value={view}
        onChange={(value) => show({ view: value })}
        data={[
          { value: 'day', label: 'Day' },
          { value: 'week', label: 'Week' },
          { value: 'month', label: 'Month' },
        ]}
      />
      <div className={classes['group']}>
        <ActionIcon variant="default" size={28} aria-label="Back" onClick={() => beside(-1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Button variant="default" onClick={() => show({ day: null })}>
          Today
        </Button>
        <ActionIcon variant="default" size={28} aria-label="On" onClick={() => beside(1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </div>
      <GoTo />
    </>
  )
})

const WhatOfThem = memo(function WhatOfThem({ view, names, whose }: Omit<Props, 'day'>) {
  const locations = names.locations.filter(({ active }) => active)
  const kinds = (['provider', 'room', 'equipment'] as const).filter((kind) =>
    names.resources.some((each) => each.kind === kind && each.active),
  )
  return (
    <div className={`${classes['group']} ${classes['push']}`}>
      {view.view === 'week' ? (
        <NativeSelect
          aria-label="Whose week"
          w={176}
          value={whose?.resourceId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            show({ weekOf: value, kind: names.resource(value)?.kind ?? 'provider', resourceIds: [] })
          }
          data={kinds.map((kind) => ({
            group: kindWords[kind],
            items: names.resources
              .filter((each) => each.kind === kind && each.active)
              .map((each) => ({ value: each.resourceId, label: each.name })),
          }))}
        />
      ) : (
        kinds.length > 1 && (
          <NativeSelect
            aria-label="Columns"
            w={104}
            value={view.kind}
            onChange={({ currentTarget: { value } }) =>
              show({ kind: value as GridView['kind'], resourceIds: [], weekOf: null })
            }
            data={kinds.map((kind) => ({ value: kind, label: kindWords[kind] }))}
          />
        )
      )}
      <LocationChoice
        locations={locations}
        value={view.locationId}
        onChange={(locationId) => show({ locationId })}
      />
      <Filters view={view} names={names} />
      <Marks names={names} />
    </div>
  )
})

const HowLarge = memo(function HowLarge({ view, names }: { view: Drawn; names: Names }) {
  return (
    <div className={classes['group']}>
      <NativeSelect
        aria-label="Steps"
        w={84}
        value={String(view.step ?? names.policy.stepMinutes)}
        onChange={(event) => show({ step: Number(event.currentTarget.value) })}
        data={steps.map((value) => ({ value: String(value), label: `${value} min` }))}
      />
      <ActionIcon
        variant="default"
        size={28}
        aria-label="Smaller"
        disabled={view.hourHeight === hourHeights[0]}
        onClick={() => show({ hourHeight: nextOf(hourHeights, view.hourHeight, -1) })}
      >
        <IconZoomOut size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={28}
        aria-label="Larger"
        disabled={view.hourHeight === hourHeights.at(-1)}
        onClick={() => show({ hourHeight: nextOf(hourHeights, view.hourHeight, 1) })}
      >
        <IconZoomIn size={16} />
      </ActionIcon>
      <Button
        variant={view.wholeDay ? 'light' : 'default'}
        aria-pressed={view.wholeDay}
        onClick={() => show({ wholeDay: !view.wholeDay })}
      >
        24 h
      </Button>
    </div>
  )
})

export const periodText = (view: GridView['view'], day: string): string =>
  view === 'day'
    ? longDayText(day)
    : view === 'week'
      ? weekText(mondayOf(day), addDays(mondayOf(day), 6))
      : monthOfText(day)

/** Any day as people type it. */
function GoTo() {
  const [value, setValue] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const go = () => {
    if (!isDate(value) || value.length !== 10) return false
    show({ day: value })
    setValue('')
    return true
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!go()) return
        // the grid has the keys then
        field.current?.blur()
        takeFocus()
      }}
    >
      <TypedDateInput
        ref={field}
        aria-label="Go to a day"
        placeholder="Go to: t+14, mon"
        w={120}
        lean="future"
        value={value}
        onChange={setValue}
        onBlur={go}
      />
    </form>
  )
}

const toggled = <T,>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value]

function Filters({ view, names }: { view: Drawn; names: Names }) {
  const set = filtersSet({ ...view, locationId: null })
  const resources = names.resources.filter((each) => each.kind === view.kind && each.active)
  const types = names.visitTypes.filter(({ active }) => active)
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={560}>
      <Popover.Target>
        <Button
          id="schedule-filter"
          variant={set > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={16} />}
        >
          {set > 0 ? `Filter · ${set}` : 'Filter'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What is shown">
        <div className={classes['filters']}>
          <fieldset>
            <legend>{kindWords[view.kind]}</legend>
            <div className={classes['choices']}>
              {resources.map(({ resourceId, name }) => (
                <Checkbox
                  key={resourceId}
                  label={name}
                  checked={view.resourceIds.includes(resourceId)}
                  onChange={() => show({ resourceIds: toggled(view.resourceIds, resourceId) })}
                />
              ))}
            </div>
          </fieldset>
          <fieldset>
            <legend>Visits</legend>
            <div className={classes['choices']}>
              {types.map(({ visitTypeId, name }) => (
                <Checkbox
                  key={visitTypeId}
                  label={name}
                  checked={view.visitTypeIds.includes(visitTypeId)}
                  onChange={() => show({ visitTypeIds: toggled(view.visitTypeIds, visitTypeId) })}
                />
              ))}
            </div>
          </fieldset>
          <fieldset>
            <legend>Status</legend>
            <div className={classes['choices']}>
              {stages.map((stage) => (
                <Checkbox
                  key={stage}
                  label={stageWords[stage].name}
                  checked={view.stages.includes(stage)}
                  onChange={() => show({ stages: toggled(view.stages, stage) })}
                />
              ))}
              <Checkbox
                mt={8}
                label="also what was called off"
                checked={view.calledOff}
                onChange={() => show({ calledOff: !view.calledOff })}
              />
            </div>
          </fieldset>
        </div>
        <Button
          mt="sm"
          variant="default"
          onClick={() => show({ resourceIds: [], visitTypeIds: [], stages: [], calledOff: false })}
        >
          Show everything
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

/** What colours and marks mean. */
function Marks({ names }: { names: Names }) {
  const types = names.visitTypes.filter(({ active }) => active)
  const used = visitColors.filter((color) => types.some((each) => each.color === color))
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button variant="default">Marks</Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What colours and marks mean">
        <div className={classes['legend']}>
          <h3>Status</h3>
          {stages
            .filter((stage) => stageWords[stage].mark !== '')
            .flatMap((stage) => [
              <em key={`${stage}-mark`} aria-hidden="true">
                {stageWords[stage].mark}
              </em>,
              <span key={stage}>{stageWords[stage].name}</span>,
            ])}
          <em aria-hidden="true">2×</em>
          <span>double booked</span>
          <em aria-hidden="true">⇄</em>
          <span>two versions: somebody has to choose</span>
          <em aria-hidden="true">5</em>
          <span>a group, and how many come</span>
          <h3>Visits</h3>
          {used.flatMap((color) => [
            <i key={`${color}-mark`} data-color={color} aria-hidden="true" />,
            <span key={color}>
              {types
                .filter((each) => each.color === color)
                .map(({ name }) => name)
                .join(', ')}
            </span>,
          ])}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
