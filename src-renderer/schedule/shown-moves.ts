/** What was put somewhere at this page, laid over the days as they were read, until the rows say it themselves. */
import { create } from 'zustand'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import type { AppointmentLine, ScheduleDay } from '../../shared/schedule/get-days.ts'
import { learnVersion } from './own-versions.ts'
import { putOf, samePut, type Put } from './put.ts'

type Laid = Readonly<{
  line: AppointmentLine
  /** Once the vault has taken it: rows from then on say it themselves. */
  taken: Readonly<{ version: number; at: number }> | null
}>
type Shown = ReadonlyMap<string, Laid>

export const useShown = create<{ shown: Shown }>(() => ({ shown: new Map() }))

export function show(appointmentId: string, shown: Laid | null): void {
  useShown.setState((state) => {
    const next = new Map(state.shown)
    if (shown) next.set(appointmentId, shown)
    else next.delete(appointmentId)
    return { shown: next }
  })
}

/** The rows of a day with what was put here laid over them. `answeredAt`: when they came. */
export function withMoves(
  days: readonly ScheduleDay[],
  shown: Shown,
  answeredAt: number,
): readonly ScheduleDay[] {
  if (shown.size === 0) return days
  const known = new Map(
    days.flatMap(({ appointments }) => appointments.map((line) => [line.appointmentId, line])),
  )
  const holds = ({ line, taken }: Laid) => {
    const row = known.get(line.appointmentId)
    if (taken === null) return true
    return row ? row.version < taken.version : answeredAt <= taken.at
  }
  const over = [...shown.values()].filter(holds).map(({ line }) => line)
  if (over.length === 0) return days
  const moved = new Set(over.map(({ appointmentId }) => appointmentId))
  return days.map((day) => {
    const here = over.filter(({ startMin }) => startMin >= day.fromMin && startMin < day.toMin)
    const stays = day.appointments.filter(({ appointmentId }) => !moved.has(appointmentId))
    return here.length === 0 && stays.length === day.appointments.length
      ? day
      : { ...day, appointments: [...stays, ...here] }
  })
}

export const isWaiting = ({ shown }: { shown: Shown }): ReadonlySet<string> =>
  new Set([...shown].filter(([, { taken }]) => taken === null).map(([id]) => id))

/** What has been taken is shown until the rows say it themselves; one that was put elsewhere meanwhile is shown there. */
export function taken(id: string, to: Put, version: number): void {
  const latest = useShown.getState().shown.get(id)
  if (latest && samePut(putOf(latest.line), to))
    show(id, { line: { ...latest.line, version }, taken: { version, at: Date.now() } })
}

type Moved = Readonly<{
  appointmentId: string
  version: number
  is: Readonly<{
    startsAt: string
    minutes: number
    locationId: string
    providers: readonly string[]
    places: readonly string[]
  }>
}>

/** What one act has moved of several: shown there at once, as what is moved by hand is, so that whoever goes on goes on from there. `lines`: as they were read. */
export function showMoved(moved: readonly Moved[], lines: ReadonlyMap<string, AppointmentLine>): void {
  for (const { appointmentId, version, is } of moved) {
    learnVersion(appointmentId, version)
    const line = lines.get(appointmentId)
    if (!line) continue
    const { startsAt, minutes, locationId } = is
    const to: Put = {
      startMin: minuteOf(startsAt),
      minutes,
      locationId,
      providers: [...is.providers],
      places: [...is.places],
    }
    show(appointmentId, {
      line: { ...line, ...to, version, overlaps: false },
      taken: { version, at: Date.now() },
    })
  }
}
