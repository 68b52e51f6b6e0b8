/** When each provider can be booked: a usual week, what is kept and for how long, other hours of one date. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { getHours } from '../../shared/schedule/save-hours.ts'
import { hoursText } from '../../shared/schedule/typed-hours.ts'
import administration from '../access/administration.module.css'
import levels from '../access/levels.module.css'
import { dateText } from '../kernel/dates.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { CopyWeek } from './copy-week.tsx'
import { HoursForm } from './hours-form.tsx'
import { patternsOf, type Pattern } from './hours-patterns.ts'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'
import { WeekPicture } from './week-picture.tsx'
import { weekdayNames } from './weekday-text.ts'

type Resource = Setup['resources'][number]
type Doing = Readonly<{ what: 'week' | 'date' | 'copy' }> | Readonly<{ what: 'edit'; key: string }>

export function HoursPanel({ setup }: { setup: Setup }) {
  const active = setup.resources.filter((each) => each.active)
  const groups = [
    { name: 'Providers', items: active.filter(({ kind }) => kind === 'provider') },
    { name: 'Rooms', items: active.filter(({ kind }) => kind === 'room') },
    { name: 'Equipment', items: active.filter(({ kind }) => kind === 'equipment') },
  ].filter(({ items }) => items.length > 0)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = active.find(({ id }) => id === chosen) ?? groups[0]?.items[0]
  if (!shown)
    return (
      <Empty title="Nobody can be booked yet">
        Add providers first, under “Providers, rooms, equipment”; then say here when each of them works.
      </Empty>
    )
  return (
    <div className={levels['levels']}>
      <nav className={levels['side']} aria-label="Whose hours">
        {groups.map(({ name, items }) => (
          <section key={name} aria-labelledby={`hours-${name}`}>
            <h2 id={`hours-${name}`}>{name}</h2>
            {items.map((each) => (
              <button
                type="button"
                key={each.id}
                data-level
                aria-current={each.id === shown.id ? 'true' : undefined}
                onClick={() => setChosen(each.id)}
              >
                <span>{each.name}</span>
              </button>
            ))}
          </section>
        ))}
      </nav>
      <div className={levels['level']}>
        <OnesHours key={shown.id} resource={shown} setup={setup} />
      </div>
    </div>
  )
}

function OnesHours({ resource, setup }: { resource: Resource; setup: Setup }) {
  const { data, error } = useAsk(getHours, { resourceId: resource.id })
  const [doing, setDoing] = useState<Doing | null>(null)
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data) return null
  const patterns = patternsOf(data.stretches)
  const done = () => setDoing(null)
  const form = { resource, setup, onDone: done }
  return (
    <>
      <header className={levels['levelHead']}>
        <div>
          <h2>{resource.name}</h2>
          <p className={classes['dim']}>
            {resource.category}
            {resource.kind !== 'provider' && ' · always open where it is, unless hours are given'}
          </p>
        </div>
        <div className={`${administration['buttons']} ${levels['headButtons']}`}>
          <Button leftSection={<IconPlus size={14} />} onClick={() => setDoing({ what: 'week' })}>
            Weekly hours
          </Button>
          <Button variant="default" onClick={() => setDoing({ what: 'date' })}>
            Hours of one date
          </Button>
          {resource.kind === 'provider' && (
            <Button variant="default" onClick={() => setDoing({ what: 'copy' })}>
              Copy a week
            </Button>
          )}
        </div>
      </header>
      <WeekPicture held={data.stretches} />
      {patterns.length === 0 && doing === null && (
        <Empty title={resource.kind === 'provider' ? 'No hours yet' : 'Always open'}>
          {resource.kind === 'provider'
            ? 'Whoever searches for a time finds none with them. Add their week, or copy somebody else’s.'
            : 'It can be booked whenever the visit can.'}
        </Empty>
      )}
      <div className={classes['patterns']}>
        {doing?.what === 'copy' && <CopyWeek {...form} own={data.stretches} />}
        {(doing?.what === 'week' || doing?.what === 'date') && (
          <HoursForm key={doing.what} {...form} pattern={null} isWeekly={doing.what === 'week'} />
        )}
        {patterns.map((pattern) =>
          doing?.what === 'edit' && doing.key === pattern.key ? (
            <HoursForm key={pattern.key} {...form} pattern={pattern} isWeekly={pattern.isWeekly} />
          ) : (
            <OnePattern
              key={pattern.key}
              pattern={pattern}
              setup={setup}
              onEdit={() => setDoing({ what: 'edit', key: pattern.key })}
            />
          ),
        )}
      </div>
    </>
  )
}

function OnePattern({ pattern, setup, onEdit }: { pattern: Pattern; setup: Setup; onEdit(): void }) {
  const { shared, held, isWeekly } = pattern
  const place =
    setup.locations.find(({ locationId }) => locationId === shared.locationId)?.name ?? 'Another location'
  const kept = setup.visitTypes.filter(({ id }) => shared.visitTypeIds.includes(id)).map(({ name }) => name)
  const title = isWeekly
    ? `${place}, ${everyText(shared.everyWeeks)}`
    : `${dateText(shared.firstDay)}, ${place}`
  const days = isWeekly ? [1, 2, 3, 4, 5, 6, 7] : [null]
  const details = [
    isWeekly && `from ${dateText(shared.firstDay)}`,
    isWeekly && shared.lastDay !== null && `to ${dateText(shared.lastDay)}`,
    kept.length > 0 && `kept for ${kept.join(', ')}`,
    kept.length > 0 &&
      (shared.releaseHours === null
        ? 'never released'
        : `free for every kind ${shared.releaseHours} hours before`),
    shared.note,
  ]
    .filter(Boolean)
    .join(' · ')
  // two that hold at one place are told apart by what is said below
  const called = details === '' ? title : `${title}, ${details}`
  return (
    <section className={classes['pattern']} aria-label={called}>
      <header>
        <div>
          <h3>{title}</h3>
          <p className={classes['dim']}>{details}</p>
        </div>
        <Button variant="default" size="compact-sm" onClick={onEdit} aria-label={`Change: ${called}`}>
          Change
        </Button>
      </header>
      <dl>
        {days.map((day) => {
          const ofDay = held.filter(({ stretch }) => stretch.weekday === day)
          if (ofDay.length === 0) return null
          const text =
            shared.kind === 'closed'
              ? 'Closed all day'
              : hoursText(ofDay.map(({ stretch }) => [stretch.fromMinute, stretch.toMinute] as const))
          return (
            <div key={day ?? 'date'} style={{ display: 'contents' }}>
              <dt>{day === null ? 'That day' : weekdayNames[day - 1]}</dt>
              <dd>{text}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

const everyText = (weeks: number): string => (weeks === 1 ? 'every week' : `every ${weeks} weeks`)
