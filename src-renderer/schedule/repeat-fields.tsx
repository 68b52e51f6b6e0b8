/** A visit that repeats: by what rule, and every one of them before it is booked, with what stands in its way. */
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { getSeriesPreview, type SeriesVisit } from '../../shared/schedule/book-series.ts'
import { dayNumberOf, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { asking } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import booking from './booking.module.css'
import type { planOf } from './plan-values.ts'
import { repeatFaults, ruleOf, type RepeatValues } from './repeat-values.ts'
import { dateOfMonthText, nthWeekdayText, visitsText } from './series-words.ts'
import classes from './series.module.css'
import { whenText } from './when-text.ts'
import { WeekdayChoice } from './weekday-choice.tsx'

type Plan = NonNullable<ReturnType<typeof planOf>>
const units = [
  ['day', 'days'],
  ['week', 'weeks'],
  ['month', 'months'],
] as const

/** The visits a rule makes; undefined while there is no plan or no rule. */
export function usePreview(plan: Plan | null, visitTypeId: string | null, repeats: RepeatValues | null) {
  const rule = repeats && ruleOf(repeats)
  const nothing = { startsAt: '1970-01-01T00:00:00.000Z', minutes: 5, locationId: '', providers: [] }
  const none = { unit: 'day', every: 1, weekdays: [], monthly: 'date', count: 1, holidays: 'skip' } as const
  const { data, error, isPlaceholderData } = useQuery({
    ...asking(getSeriesPreview, {
      plan: plan ?? nothing,
      visitTypeId,
      rule: rule ?? { ...none, weekdays: [] },
    }),
    enabled: plan !== null && rule !== null,
    placeholderData: keepPreviousData,
  })
  const isAsked = plan !== null && rule !== null
  return {
    visits: isAsked ? data?.visits : undefined,
    error: isAsked ? error : null,
    isOld: isPlaceholderData,
  }
}

/** Those that are booked, of those that there would be. */
export const bookedOf = (visits: readonly SeriesVisit[], { without }: RepeatValues): SeriesVisit[] =>
  visits.filter(({ number }) => !without.includes(number))

export function RepeatFields({
  repeats,
  day,
  tried,
  preview,
  onChange,
  onStop,
}: {
  repeats: RepeatValues
  /** Of the first visit, as far as it can be read. */
  day: string
  tried: boolean
  preview: ReturnType<typeof usePreview>
  onChange(more: Partial<RepeatValues>): void
  /** It does not repeat after all. */
  onStop(): void
}) {
  const faults = tried ? repeatFaults(repeats) : {}
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day)
  const own = isDay ? weekdayOf(dayNumberOf(day)) : 0
  const chosen = repeats.weekdays.length > 0 ? repeats.weekdays : [own]
  // what was left out was left out of other days
  const rule = (more: Partial<RepeatValues>) => onChange({ ...more, without: [] })
  return (
    <fieldset className={classes['repeats']}>
      <legend>Repeats</legend>
      <div className={booking['three']}>
        <TextInput
          label="Every"
          inputMode="numeric"
          autoComplete="off"
          data-repeats
          value={repeats.every}
          error={faults.every}
          onChange={({ currentTarget }) => rule({ every: currentTarget.value })}
        />
        <NativeSelect
          label="Unit"
          value={repeats.unit}
          data={units.map(([value, label]) => ({ value, label }))}
          onChange={({ currentTarget }) =>
            rule({
              unit: units.find(([value]) => value === currentTarget.value)?.[0] ?? 'week',
              weekdays: [],
            })
          }
        />
        <TextInput
          label="How many"
          inputMode="numeric"
          autoComplete="off"
          value={repeats.count}
          error={faults.count}
          onChange={({ currentTarget }) => rule({ count: currentTarget.value })}
        />
      </div>
      {repeats.unit === 'week' && (
        <WeekdayChoice
          label="On which weekdays"
          chosen={chosen}
          className={classes['weekdays']}
          nameOf={(name) => name.slice(0, 2)}
          onChange={(next) => rule({ weekdays: next.length === 1 && next[0] === own ? [] : next })}
        />
      )}
      {repeats.unit === 'month' && (
        <NativeSelect
          label="On"
          value={repeats.monthly}
          data={[
            { value: 'date', label: isDay ? `the ${dateOfMonthText(day)}` : 'the same date' },
            { value: 'weekday', label: isDay ? `the ${nthWeekdayText(day)}` : 'the same weekday' },
          ]}
          onChange={({ currentTarget }) =>
            rule({ monthly: currentTarget.value === 'date' ? 'date' : 'weekday' })
          }
        />
      )}
      <NativeSelect
        label="Holidays"
        value={repeats.holidays}
        data={[
          { value: 'skip', label: 'Skip, one more at the end' },
          { value: 'next-day', label: 'On the next open day' },
        ]}
        onChange={({ currentTarget }) =>
          rule({ holidays: currentTarget.value === 'skip' ? 'skip' : 'next-day' })
        }
      />
      <Preview repeats={repeats} preview={preview} onChange={onChange} />
      <div>
        <button type="button" className={booking['more']} onClick={onStop}>
          Does not repeat
        </button>
      </div>
    </fieldset>
  )
}

const standsText = ({ fits, which }: SeriesVisit): string =>
  fits === 'free' ? '' : `${which.join(', ')}: ${fits === 'closed' ? 'not open then' : 'full'}`

function Preview({
  repeats,
  preview: { visits, error },
  onChange,
}: {
  repeats: RepeatValues
  preview: ReturnType<typeof usePreview>
  onChange(more: Partial<RepeatValues>): void
}) {
  const list = useRef<HTMLOListElement>(null)
  if (error)
    return (
      <p role="alert" className={booking['problem']}>
        {error instanceof AppError ? wordsFor(error) : wordsOf('unexpected')}
      </p>
    )
  if (!visits) return <p className={booking['dim']}>A day and a time, and every visit is shown here.</p>
  const { without } = repeats
  const booked = bookedOf(visits, repeats)
  const unfit = booked.filter(({ fits }) => fits !== 'free')
  return (
    <>
      <div className={classes['sum']}>
        <span role="status">
          {booked.length === visits.length
            ? visitsText(visits.length)
            : `${booked.length} of ${visitsText(visits.length)}`}
          {unfit.length > 0 && `, ${unfit.length} ${unfit.length === 1 ? 'does' : 'do'} not suit`}
        </span>
        {unfit.length > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => {
              onChange({ without: [...without, ...unfit.map(({ number }) => number)] })
              // the button goes with what it has done
              list.current?.querySelector<HTMLElement>('input')?.focus()
            }}
          >
            {unfit.length === 1 ? 'Leave it out' : 'Leave them out'}
          </Button>
        )}
      </div>
      <ol ref={list} className={classes['visits']} aria-label="Every visit">
        {visits.map((visit) => {
          const isOut = without.includes(visit.number)
          return (
            <li key={visit.number} data-out={isOut || undefined} data-fits={visit.fits}>
              <Checkbox
                size="xs"
                styles={{ body: { alignItems: 'center' } }}
                checked={!isOut}
                label={
                  <>
                    <b>{visit.number}</b>
                    <span>{whenText(instantOfMinute(visit.startMin), visit.timeZone)}</span>
                    <em>{standsText(visit)}</em>
                  </>
                }
                onChange={() =>
                  onChange({
                    without: isOut
                      ? without.filter((each) => each !== visit.number)
                      : [...without, visit.number],
                  })
                }
              />
            </li>
          )
        })}
      </ol>
    </>
  )
}
