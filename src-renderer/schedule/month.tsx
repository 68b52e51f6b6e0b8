/** Where there is room in a month: who by day, in hours that nobody has taken. Any cell leads to its day. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo, useLayoutEffect, useMemo, useRef, type FocusEvent, type KeyboardEvent } from 'react'
import { dayNumberOf, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { getMonth, type MonthCell } from '../../shared/schedule/get-month.ts'
import { asking } from '../kernel/queries.ts'
import { columnKey } from './grid-columns.ts'
import { longDayText } from './day-text.ts'
import { useHand } from './grid-hand.ts'
import { useGridView, type GridView } from './grid-view.ts'
import type { Names } from './names.ts'
import classes from './month.module.css'
import { columnResources } from './column-resources.ts'

const weekdays = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']

export const monthInput = (view: Pick<GridView, 'locationId' | 'kind'>, day: string) => ({
  month: day.slice(0, 7),
  locationId: view.locationId,
  kind: view.kind,
})

type Props = Readonly<{ view: GridView; day: string; names: Names; today: string }>

export function Month({ view, day, names, today }: Props) {
  const { data } = useQuery({ ...asking(getMonth, monthInput(view, day)), placeholderData: keepPreviousData })
  const table = useRef<HTMLTableElement>(null)
  const rows = useMemo(() => {
    const seen = new Set(columnResources(view, names).map(({ resourceId }) => resourceId))
    return (data?.rows ?? []).filter(({ resourceId }) => seen.has(resourceId))
  }, [data, view, names])
  // one of them is reached by Tab: where one was last, else the first
  useLayoutEffect(() => {
    const cells = table.current
    if (!cells?.querySelector('[data-at][tabindex="0"]'))
      cells?.querySelector<HTMLElement>('[data-at]')?.setAttribute('tabindex', '0')
  })
  const openCell = (target: EventTarget) => {
    const at = target instanceof HTMLElement ? target.dataset['at'] : undefined
    const [row = 0, column = 0] = (at ?? '').split('.').map(Number)
    const [resourceId, on] = [rows[row]?.resourceId, data?.days[column]]
    if (at !== undefined && resourceId !== undefined && on !== undefined) openDay(resourceId, on)
  }
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target.dataset['at'] === undefined) return
    for (const was of table.current?.querySelectorAll<HTMLElement>('[data-at][tabindex="0"]') ?? [])
      was.tabIndex = -1
    target.tabIndex = 0
  }
  if (!data) return null

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    const at = event.target instanceof HTMLElement ? event.target.dataset['at'] : undefined
    if (event.key === 'Enter') openCell(event.target)
    if (!by || at === undefined) return
    event.preventDefault()
    const [row = 0, column = 0] = at.split('.').map(Number)
    // over days that are closed
    for (let n = 1; n < 40; n += 1) {
      const next = table.current?.querySelector<HTMLElement>(
        `[data-at="${row + n * (by[0] ?? 0)}.${column + n * (by[1] ?? 0)}"]`,
      )
      if (next) {
        next.focus()
        return
      }
    }
  }
  return (
    <div className={classes['month']}>
      <table
        ref={table}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- it is walked by arrows, cell by cell
        role="grid"
        tabIndex={-1}
        aria-label="Free hours of the month"
        style={{ width: 208 + 36 * data.days.length }}
        onClick={({ target }) => openCell(target)}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        data-month={data.days[0]?.slice(0, 7)}
      >
        <thead>
          <tr>
            <th scope="col">Free hours</th>
            {data.days.map((each) => (
              <th
                key={each}
                scope="col"
                data-today={each === today || undefined}
                aria-label={longDayText(each)}
              >
                <small>{weekdays[weekdayOf(dayNumberOf(each)) - 1]}</small>
                {Number(each.slice(8))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Sum rows={rows} days={data.days} />
          {rows.map(({ resourceId, cells }, at) => (
            <MonthRow
              key={resourceId}
              at={at}
              name={names.resource(resourceId)?.name ?? ''}
              cells={cells}
              days={data.days}
            />
          ))}
        </tbody>
      </table>
      <p className={classes['monthNote']}>
        Hours that can be booked and that nobody has taken; the more, the stronger the colour. A day without a
        number is closed. Enter opens the day.
      </p>
    </div>
  )
}

type RowProps = Readonly<{
  at: number
  name: string
  cells: readonly MonthCell[]
  days: readonly string[]
}>

const MonthRow = memo(function MonthRow({ at, name, cells, days }: RowProps) {
  return (
    <tr>
      <th scope="row" title={name}>
        {name}
      </th>
      {cells.map((cell, index) => {
        const day = days[index] ?? ''
        if (cell.openMinutes === 0 && cell.booked === 0) return <td key={day} />
        return (
          <td
            key={day}
            tabIndex={-1}
            data-at={`${at}.${index}`}
            data-free={freeLevel(cell)}
            aria-label={`${hoursText(cell.freeMinutes)} hours free of ${hoursText(cell.openMinutes)}, ${cell.booked} booked: ${name}, ${longDayText(day)}`}
          >
            {hoursText(cell.freeMinutes)}
          </td>
        )
      })}
    </tr>
  )
})

/** How strong the colour is: of what is open, how much is free. */
const freeLevel = ({ openMinutes, freeMinutes }: MonthCell): number =>
  openMinutes === 0 ? 0 : Math.ceil((5 * freeMinutes) / openMinutes)

function openDay(resourceId: string, day: string): void {
  useGridView.getState().show({ view: 'day', day })
  useHand.getState().mark({ key: columnKey(resourceId, day), minute: 0, appointmentId: null }, true)
}

function Sum({ rows, days }: { rows: readonly { cells: readonly MonthCell[] }[]; days: readonly string[] }) {
  return (
    <tr data-sum="">
      <th scope="row">All</th>
      {days.map((day, index) => {
        const open = rows.some(({ cells }) => (cells[index]?.openMinutes ?? 0) > 0)
        const free = rows.reduce((sum, { cells }) => sum + (cells[index]?.freeMinutes ?? 0), 0)
        return <td key={day}>{open ? hoursText(free) : ''}</td>
      })}
    </tr>
  )
}

/** `3.5`; quarters of an hour are rounded down, so that what is promised is there. */
const hoursText = (minutes: number): string => String(Math.floor(minutes / 30) / 2)
