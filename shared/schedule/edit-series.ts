/**
 * A series is changed: this visit, this and those that follow, or all of them. Pure: what comes out is what is to be written, an appointment
 * each, and what stays as it is and why. A number is never lost and never given twice.
 */
import { instantOfMinute, minuteOf, type Appointment, type Plan } from './appointment.ts'
import { localAt, minuteAt } from './day-axis.ts'
import { nextOpen, type IsHoliday } from './expand-series.ts'
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
