import { AppError } from '../../shared/kernel/errors.ts'
import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { appointments, instantOfMinute, minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import { localAt } from '../../shared/schedule/day-axis.ts'
import { editSeries, staysBecause } from '../../shared/schedule/edit-series.ts'
import { occurrenceId } from '../../shared/schedule/expand-series.ts'
import { appointmentSeries } from '../../shared/schedule/series.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { appointmentRow, appointmentsOfSeries, type AppointmentRow } from './appointments.sql.ts'
import { holidaysFor, laySeries, startOf } from './lay-series.ts'
import { passLimits } from './limits.ts'
import { moveVisit } from './move-visit.ts'
import { newVisit } from './new-visit.ts'
import { callOff } from './call-off.ts'
import { planVisit } from './plan-visit.ts'
import { appointmentAt } from './seen-appointment.ts'
import { seriesRow } from './series.sql.ts'
import { placesOf } from './zones.ts'

type Input = ParsedInputOf<typeof changeSeries>
type Move = Extract<Input['act'], { kind: 'move' }>

export const changeSeriesHandler = handle(changeSeries, (tx, input, ctx) => {
  const of = appointmentAt(tx, input)
  if (of.seriesId === null) throw new AppError('Conflict', 'series.none')
  const members = appointmentsOfSeries(tx, of.seriesId)
  const { act, scope } = input
  if (act.kind === 'extend')
    return {
      changed: extend(tx, of, members, { count: act.count, overbookReason: input.overbookReason }, ctx),
      visits: [],
      stays: [],
    }
  if (act.kind === 'move') return move(tx, of, members, input, act, ctx)
  const nowMin = minuteOf(ctx.now)
  const asked = members.filter(
    (each) =>
      scope === 'all' || each.id === of.id || (scope === 'following' && numberOf(each) >= numberOf(of)),
  )
  const stays = asked.flatMap((each) => {
    const because = staysBecause(each, nowMin)
    return because === null ? [] : [{ number: numberOf(each), because }]
  })
  const changing = asked.filter((each) => staysBecause(each, nowMin) === null)
  for (const each of changing) {
    if (act.kind === 'cancel') callOff(tx, each, { ...act, kind: 'cancelled' }, ctx)
    else {
      const { kind: _kind, ...details } = act
      tx.amend(appointments, each.id, details)
    }
  }
  return { changed: changing.map(numberOf), visits: changedOf(tx, changing), stays }
})

const numberOf = ({ occurrence }: Pick<AppointmentRow, 'occurrence'>): number => occurrence ?? 0

/** `before`: as they were. */
const changedOf = (tx: Tx, before: readonly AppointmentRow[]) =>
  before.flatMap((was) => {
    const now = appointmentRow(tx, was.id)
    if (!now) return []
    const overbookReason = was.overbook?.reason ?? ''
    const { id: appointmentId, version } = now
    return [{ appointmentId, version, is: whereOf(now.plan), was: { ...whereOf(was.plan), overbookReason } }]
  })

const whereOf = ({ startsAt, minutes, locationId, providers, places }: Plan) => ({
  startsAt,
  minutes,
  locationId,
  providers,
  places,
})

function move(
  tx: Tx,
  of: AppointmentRow,
  members: readonly AppointmentRow[],
  { scope, overbookReason }: Input,
  { days, minute, minutes, providers, places }: Move,
  ctx: Context,
) {
  const { zoneOf } = placesOf(tx)
  const local = localAt(zoneOf(of.plan.locationId), minuteOf(of.plan.startsAt))
  const visit = { minute: minute ?? local.minute, minutes: minutes ?? of.plan.minutes }
  const edit = editSeries(
    members,
    of,
    scope,
    {
      days,
      ...(minute !== null && { minute }),
      plan: { ...(minutes !== null && { minutes }), ...(providers && { providers }) },
    },
    {
      zoneOf,
      nowMin: minuteOf(ctx.now),
      isHoliday: holidaysFor(tx, of.plan.locationId, ctx.now.slice(0, 10), visit),
    },
  )
  const byId = new Map(members.map((each) => [each.id, each]))
  const moving = edit.changes.flatMap(({ id, plan: wanted }) => {
    const row = byId.get(id)
    return row ? [{ row, wanted }] : []
  })
  // on to later days the last goes first: where each of them comes to, another of them may be until then
  for (const { row, wanted } of days > 0 ? moving.toReversed() : moving)
    moveVisit(tx, row, { ...wanted, places }, overbookReason, ctx)
  return {
    changed: edit.changes.map(({ number }) => number),
    visits: changedOf(
      tx,
      moving.map(({ row }) => row),
    ),
    stays: edit.stays.map(({ number, because }) => ({ number, because })),
  }
}

/**
 * More visits by the rule, after those there are. Each says what the last says, by whom the series was made and when: two workstations that
 * extend it apart make the same rows.
 */
function extend(
  tx: Tx,
  of: AppointmentRow,
  members: readonly AppointmentRow[],
  { count, overbookReason }: Readonly<{ count: number; overbookReason: string }>,
  ctx: Context,
): number[] {
  const series = seriesRow(tx, of.seriesId ?? '')
  const [first, last] = [members[0], members.at(-1)]
  if (!series || !first || !last) throw new AppError('Conflict', 'series.none')
  if (count <= series.rule.count) throw new AppError('Invalid', 'series.shorter')
  const rule = { ...series.rule, count }
  // as it was booked: what was moved by itself since moves nobody else
  const start = { ...startOf(tx, last.plan), firstDay: series.firstDay }
  const added = laySeries(tx, rule, start, last.plan).filter(({ number }) => number > series.rule.count)
  tx.amend(appointmentSeries, series.id, { rule })
  const { patientId, visitTypeId, reason, referral, authorization, copayCents } = last
  for (const { number, startMin } of added) {
    const wanted = { ...last.plan, startsAt: instantOfMinute(startMin), cancelled: false }
    const plan = { ...wanted, places: placesThen(tx, wanted, visitTypeId) } satisfies Plan
    const id = occurrenceId(series.id, number)
    const said = { id, patientId, visitTypeId, plan, seriesId: series.id, occurrence: number }
    const made = { madeAt: series.madeAt, madeBy: series.madeBy, origin: 'series' as const }
    const self = { id: null, groupId: null, plan: null, overbook: null }
    const overbook = passLimits(tx, plan, self, ctx, overbookReason)
    tx.put(
      appointments,
      newVisit({ ...said, reason, referral, authorization, copayCents, overbook, ...made }, ctx),
    )
  }
  return added.map(({ number }) => number)
}

/** Rooms and equipment for a visit like another, at another time. */
const placesThen = (tx: Tx, plan: Plan, visitTypeId: string | null): string[] =>
  planVisit(tx, { ...plan, places: null }, { visitTypeId, appointment: null }).plan.places
