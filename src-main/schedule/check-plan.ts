import { minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import { getPlanWarnings, type PlanWarning, type PlanWarningKind } from '../../shared/schedule/check-plan.ts'
import type { OpenHours } from '../../shared/schedule/open-hours.ts'
import { without } from '../../shared/schedule/spans.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { appointmentRow, appointmentsFrom } from './appointments.sql.ts'
import { crowdsOf, isOver } from './limits.ts'
import { hoursOf } from './hours-of.ts'
import { planVisit } from './plan-visit.ts'
import { resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

const warning = (kind: PlanWarningKind, which = '', more: Partial<PlanWarning> = {}): PlanWarning => ({
  kind,
  which,
  note: '',
  count: 0,
  ...more,
})

/** Somebody who books for now is not late. */
const graceMinutes = 15

export const getPlanWarningsHandler = answer(getPlanWarnings, (read, input, ctx) => {
  const appointment =
    input.appointmentId === null ? null : (appointmentRow(read, input.appointmentId) ?? null)
  const { visitTypeId, patientId } = input
  const movesGroup = input.withGroup ? (appointment?.groupId ?? null) : null
  const { plan, unmet } = planVisit(read, input.plan, { visitTypeId, appointment, movesGroup })
  const self = {
    id: appointment?.id ?? null,
    groupId: appointment?.groupId ?? null,
    plan: appointment?.plan ?? null,
  }
  const startMin = minuteOf(plan.startsAt)
  const span = { fromMin: startMin, toMin: startMin + plan.minutes }
  const places = placesOf(read)
  const resources = resourcesOf(read, [...plan.providers, ...plan.places])
  const hours = hoursOf(read, resources, places, span, minuteOf(ctx.now))
  const within = places.within(plan.locationId)
  const named = new Map(resources.map(({ id, name }) => [id, name]))
  return {
    warnings: [
      ...(startMin < minuteOf(ctx.now) - graceMinutes ? [warning('past')] : []),
      ...crowdsOf(read, plan, self)
        .filter(({ resource, atOnce }) => atOnce > resource.atOnce)
        .map((crowd) =>
          warning(isOver(crowd) && crowd.isNew ? 'over-limit' : 'beside', crowd.resource.name, {
            count: crowd.atOnce,
          }),
        ),
      ...resources.flatMap((resource) => {
        const { open, blocks } = hours(resource, span.fromMin, span.toMin)
        return hoursWarnings(
          resource.name,
          span,
          open.filter((each) => within(each.locationId)),
          blocks,
          visitTypeId,
        )
      }),
      ...unmet.map((category) => warning('unmet', category)),
      ...(patientId === null ? [] : patientWarnings(read, patientId, plan, self.id)),
    ],
    places: plan.places.map((id) => ({ resourceId: id, name: named.get(id) ?? '' })),
  }
})

function hoursWarnings(
  which: string,
  span: Readonly<{ fromMin: number; toMin: number }>,
  open: OpenHours['open'],
  blocks: OpenHours['blocks'],
  visitTypeId: string | null,
): PlanWarning[] {
  const [block] = blocks
  if (block) return [warning('blocked', which, { note: block.note || block.kind })]
  if (without(span, open).length > 0) return [warning('outside-hours', which)]
  const isKept = open.some(
    ({ visitTypeIds }) => visitTypeIds.length > 0 && !visitTypeIds.includes(visitTypeId ?? ''),
  )
  return isKept ? [warning('kept', which)] : []
}

/** No visit lasts longer than a day: what reaches into this one began on it or the day before. */
function patientWarnings(read: Reader, patientId: string, plan: Plan, except: string | null): PlanWarning[] {
  const startMin = minuteOf(plan.startsAt)
  const isBusy = appointmentsFrom(read, patientId, startMin - 1440, 40).some(
    (row) =>
      row.id !== except && row.busy === 1 && row.startMin < startMin + plan.minutes && row.endMin > startMin,
  )
  return [
    ...(isBusy ? [warning('patient-busy')] : []),
    ...(patientRow(read, patientId)?.deceased ? [warning('deceased')] : []),
  ]
}
