/** The days of the view that is set, and the columns they make. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dayNumberOf, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { claimsWithin } from '../../shared/schedule/claims.ts'
import { getDays, type ScheduleDay } from '../../shared/schedule/get-days.ts'
import type { ScheduleConflict } from '../../shared/schedule/list-conflicts.ts'
import { asking } from '../kernel/queries.ts'
import { axisOf, hoursShown, type HoursShown } from './grid-axis.ts'
import { columnResources } from './column-resources.ts'
import { byResource, columnOf, isSeen, keptColumns, type Column, type ColumnSeed } from './grid-columns.ts'
import { useDrawn, type Drawn } from './grid-view.ts'
import type { Names, Resource } from './names.ts'
import { isWaiting, useShown, withMoves } from './shown-moves.ts'
import { weekdayText } from './day-text.ts'

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(dayNumberOf(day)))

/** What a grid asks for one view of one day. */
export function daysInput(view: Drawn, day: string, names: Names, userId: string): InputOf<typeof getDays> {
  const stages: readonly string[] = view.stages
  const calledOff = view.calledOff || stages.includes('cancelled') || stages.includes('rescheduled')
  const of = { locationId: view.locationId, kind: view.kind, calledOff }
  return view.view === 'week'
    ? {
        ...of,
        firstDay: mondayOf(day),
        days: 7,
        resourceIds: [weekOf(view, names, userId)?.resourceId ?? ''].filter(Boolean),
      }
    : { ...of, firstDay: day, days: 1 }
}

/** Whose week is shown: whoever was chosen, oneself, or the first there is. */
export function weekOf(view: Drawn, names: Names, userId: string): Resource | undefined {
  const own = names.resources.filter((each) => each.kind === view.kind && each.active)
  return (
    own.find(({ resourceId }) => resourceId === view.weekOf) ??
    own.find((each) => each.userId === userId) ??
    own[0]
  )
}

export function useDays(
  day: string,
  names: Names,
  today: string,
  userId: string,
  conflicts: readonly ScheduleConflict[],
) {
  const view = useDrawn()
  const input = daysInput(view, day, names, userId)
  const { data, dataUpdatedAt, isPlaceholderData, error } = useQuery({
    ...asking(getDays, input),
    enabled: view.view !== 'month',
    placeholderData: keepPreviousData,
  })
  // while another day is asked for, this one is as it was: its columns are not made anew
  const readAt = useRef(0)
  if (!isPlaceholderData) readAt.current = dataUpdatedAt
  const updatedAt = readAt.current
  const shown = useShown((state) => state.shown)
  const before = useRef<readonly Column[]>([])
  const columns = useMemo(() => {
    if (!data) return []
    const days = withMoves(data.days, shown, updatedAt)
    const hours = hoursShown(data.days, names.policy, view.wholeDay)
    const pending = isWaiting({ shown })
    const [first, last] = [data.days[0], data.days.at(-1)]
    const claims = first && last ? claimsWithin(conflicts, first.fromMin, last.toMin) : []
    // by resource, once for all columns of a day
    const linesOf = new Map(days.map((day) => [day, linesIn(day, view, names)]))
    return seedsOf(days, hours, { view, names, today, userId, linesOf }).map((seed) => {
      const lines = linesOf.get(seed.day)?.get(seed.resourceId) ?? []
      return columnOf(seed, lines, { names, hourHeight: view.hourHeight, kind: view.kind, pending, claims })
    })
  }, [data, updatedAt, shown, names, view, today, userId, conflicts])
  // what says the same is the same object: its column is not drawn again
  const kept = keptColumns(before.current, columns)
  before.current = kept
  return { columns: kept, days: data?.days ?? null, error }
}

type Lines = Map<string, ScheduleDay['appointments']>

const linesIn = (day: ScheduleDay, view: Drawn, names: Names): Lines =>
  byResource(
    day.appointments.filter((line) => isSeen(line, view)),
    view.kind,
    (id) => names.resource(id)?.kind === view.kind,
  )

type About = Readonly<{
  view: Drawn
  names: Names
  today: string
  userId: string
  linesOf: ReadonlyMap<ScheduleDay, Lines>
}>

function seedsOf(days: readonly ScheduleDay[], hours: HoursShown, about: About): ColumnSeed[] {
  const { view, names, today, userId, linesOf } = about
  const [first] = days
  if (!first) return []
  if (days.length > 1) {
    const whose = weekOf(view, names, userId)
    if (!whose) return []
    return days
      .filter((day) => weekdayOf(dayNumberOf(day.day)) < 6 || isUsed(day))
      .map((day) => ({
        resourceId: whose.resourceId,
        title: weekdayText(day.day),
        note: countText(linesOf.get(day)?.get(whose.resourceId)?.length ?? 0),
        isMarked: day.day === today,
        day,
        axis: axisOf(day, hours),
      }))
  }
  const lines = linesOf.get(first)
  const axis = axisOf(first, hours)
  const columns = columnResources(view, names).map((resource): ColumnSeed => ({
    resourceId: resource.resourceId,
    title: resource.name,
    note: countText(lines?.get(resource.resourceId)?.length ?? 0),
    isMarked: false,
    day: first,
    axis,
  }))
  const nobodys = lines?.get('')?.length ?? 0
  if (nobodys > 0)
    columns.push({
      resourceId: '',
      title: 'No provider',
      note: countText(nobodys),
      isMarked: false,
      day: first,
      axis,
    })
  return columns
}

const isUsed = (day: ScheduleDay): boolean =>
  day.appointments.length > 0 || day.columns.some(({ open }) => open.length > 0)

const countText = (count: number): string => (count === 0 ? 'nobody' : `${count} booked`)
