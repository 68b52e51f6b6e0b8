/**
 * A series is changed: this visit, this and those that follow, or all of them. Pure: what comes out is what is to be written, an appointment
 * each, and what stays as it is and why. A number is never lost and never given twice.
 */
import { instantOfMinute, minuteOf, type Appointment, type Plan } from './appointment.ts'
import { localAt, minuteAt } from './day-axis.ts'
import { expandSeries, nextOpen, type IsHoliday, type SeriesStart } from './expand-series.ts'
import type { SeriesRule } from './series.ts'
import { stageOf } from './stage.ts'

export type Member = Pick<Appointment, 'id' | 'occurrence' | 'plan' | 'steps'>

export const seriesScopes = ['one', 'following', 'all'] as const
export type SeriesScope = (typeof seriesScopes)[number]

/** Why a visit of the series is not changed with it. */
export type StaysBecause = 'past' | 'has-come' | 'called-off'

export type SeriesChange = Readonly<{
  /** Days on or back, each from where it is; the local time of day of all of them. */
  days?: number
  minute?: number
  plan?: Partial<Omit<Plan, 'startsAt'>>
}>

export type SeriesEdit = Readonly<{
  changes: readonly Readonly<{ id: string; number: number; plan: Plan }>[]
  stays: readonly Readonly<{ id: string; number: number; because: StaysBecause }>[]
}>

type Around = Readonly<{
  zoneOf(locationId: string): string
  nowMin: number
  isHoliday: IsHoliday
}>

const number = (member: Member): number => member.occurrence ?? 0
const byNumber = (a: Member, b: Member): number => number(a) - number(b) || (a.id < b.id ? -1 : 1)

/** Null where it may be changed. */
export function staysBecause(member: Member, nowMin: number): StaysBecause | null {
  const stage = stageOf(member)
  if (stage === 'cancelled' || stage === 'rescheduled') return 'called-off'
  if (stage !== 'scheduled' && stage !== 'confirmed') return 'has-come'
  return minuteOf(member.plan.startsAt) < nowMin ? 'past' : null
}

const inScope = (member: Member, scope: SeriesScope, of: Member): boolean =>
  scope === 'all' || member.id === of.id || (scope === 'following' && number(member) >= number(of))

/**
 * Changes `of` and, as far as the scope goes, the others that are still to come. Each is moved from where it is, so one that was moved by
 * itself before stays moved. Of several, one that would come to a holiday is on the first day after it that is none and has no other of them.
 */
export function editSeries(
  members: readonly Member[],
  of: Member,
  scope: SeriesScope,
  change: SeriesChange,
  { zoneOf, nowMin, isHoliday }: Around,
): SeriesEdit {
  const changes: SeriesEdit['changes'][number][] = []
  const stays: SeriesEdit['stays'][number][] = []
  const asked = members.filter((member) => inScope(member, scope, of)).toSorted(byNumber)
  const moving = asked.filter((member) => staysBecause(member, nowMin) === null)
  const dayOf = ({ startsAt, locationId }: Plan) => localAt(zoneOf(locationId), minuteOf(startsAt)).dayNumber
  const taken = new Set(
    members
      .filter((member) => !moving.includes(member) && !member.plan.cancelled)
      .map(({ plan }) => dayOf(plan)),
  )
  for (const member of asked) {
    const because = staysBecause(member, nowMin)
    if (because !== null) {
      stays.push({ id: member.id, number: number(member), because })
      continue
    }
    const plan = { ...member.plan, ...change.plan }
    const now = localAt(zoneOf(member.plan.locationId), minuteOf(member.plan.startsAt))
    const minute = change.minute ?? now.minute
    const shift = change.days ?? 0
    // only what is moved to another day looks for one; whoever moves a single visit has chosen it
    const day =
      shift === 0 || scope === 'one'
        ? now.dayNumber + shift
        : nextOpen(now.dayNumber + shift, (one) => isHoliday(one) || taken.has(one))
    taken.add(day)
    const stands = shift === 0 && minute === now.minute && plan.locationId === member.plan.locationId
    const startsAt = stands
      ? member.plan.startsAt
      : instantOfMinute(minuteAt(zoneOf(plan.locationId), day, minute))
    changes.push({ id: member.id, number: number(member), plan: { ...plan, startsAt } })
  }
  return { changes, stays }
}

export type RuleEdit = Readonly<{
  changes: SeriesEdit['changes']
  /** Numbers there was no appointment of. */
  added: readonly Readonly<{ number: number; startMin: number }>[]
  /** Beyond the new count: to be called off. */
  surplus: readonly Readonly<{ id: string; number: number }>[]
  stays: SeriesEdit['stays']
}>

/**
 * Another rule from one visit on. `rule.count` is that of the whole series, with what lies before: those keep their numbers and their days.
 * From `start` on the numbers from `from` are laid out anew; one that stays as it is keeps its number, and no other gets it.
 */
export function changeRule(
  members: readonly Member[],
  from: number,
  rule: SeriesRule,
  start: SeriesStart,
  { nowMin, isHoliday }: Pick<Around, 'nowMin' | 'isHoliday'>,
): RuleEdit {
  const left = rule.count - from + 1
  const laid = left < 1 ? [] : expandSeries({ ...rule, count: left }, start, isHoliday)
  const startOf = new Map(laid.map((one) => [one.number + from - 1, one.startMin]))
  const changes: RuleEdit['changes'][number][] = []
  const surplus: RuleEdit['surplus'][number][] = []
  const stays: RuleEdit['stays'][number][] = []
  const present = new Set<number>()
  for (const member of members.toSorted(byNumber)) {
    if (number(member) < from) continue
    present.add(number(member))
    const because = staysBecause(member, nowMin)
    const startMin = startOf.get(number(member))
    const { id, plan } = member
    if (because !== null) stays.push({ id, number: number(member), because })
    else if (startMin === undefined) surplus.push({ id, number: number(member) })
    else changes.push({ id, number: number(member), plan: { ...plan, startsAt: instantOfMinute(startMin) } })
  }
  const added = [...startOf]
    .filter(([one]) => !present.has(one))
    .map(([one, startMin]) => ({ number: one, startMin }))
  return { changes, added, surplus, stays }
}
