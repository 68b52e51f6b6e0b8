/** How many a resource takes at once, and how many beside those anybody may book: beyond that a right and a reason are asked for. */
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { minuteOf, type Appointment, type Plan } from '../../shared/schedule/appointment.ts'
import { mostAtOnce, type Taking } from '../../shared/schedule/at-once.ts'
import type { Reader } from '../store/reader.ts'
import { resourcesOf, type ResourceRow } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'

export type Self = Readonly<{
  /** The appointment itself; null where it is being booked. */
  id: string | null
  groupId: string | null
  /** What it takes now; null where nothing. */
  plan: Plan | null
}>
export type Crowd = Readonly<{ resource: ResourceRow; atOnce: number; isNew: boolean }>

type Stretch = Readonly<{ fromMin: number; toMin: number }>

/** When a plan takes one of its resources: rooms and equipment also before and after. */
function stretchOf(plan: Plan, resourceId: string): Stretch | null {
  const startMin = minuteOf(plan.startsAt)
  const endMin = startMin + plan.minutes
  if (plan.providers.includes(resourceId)) return { fromMin: startMin, toMin: endMin }
  if (!plan.places.includes(resourceId)) return null
  return { fromMin: startMin - plan.prepareMinutes, toMin: endMin + plan.cleanMinutes }
}

/** How many each of its resources would have at once; `isNew`: where and when it does not take it already. */
export function crowdsOf(read: Reader, plan: Plan, self: Self): Crowd[] {
  const ids = [...plan.providers, ...plan.places]
  const startMin = minuteOf(plan.startsAt)
  const whole = {
    fromMin: startMin - plan.prepareMinutes,
    toMin: startMin + plan.minutes + plan.cleanMinutes,
  }
  const taken = takenOf(read, ids, whole.fromMin, whole.toMin).filter(
    ({ appointmentId }) => appointmentId !== self.id,
  )
  return resourcesOf(read, ids).flatMap((resource) => {
    const stretch = stretchOf(plan, resource.id)
    if (!stretch) return []
    const { fromMin, toMin } = stretch
    const itself: Taking = {
      appointmentId: self.id ?? '',
      groupId: self.groupId,
      startMin: fromMin,
      endMin: toMin,
    }
    const others = taken.filter(({ resourceId }) => resourceId === resource.id)
    const had = self.plan && stretchOf(self.plan, resource.id)
    const isNew = !had || fromMin < had.fromMin || toMin > had.toMin
    return [{ resource, atOnce: mostAtOnce([...others, itself], fromMin, toMin), isNew }]
  })
}

export const isOver = ({ resource, atOnce }: Crowd): boolean => atOnce > resource.atOnce + resource.overbook

/**
 * What is kept of a limit that is passed: null where none is. What it passed before and still does is not asked for again. Throws
 * `appointment.over-limit` where no reason is given, `appointment.full` where whoever books may not pass it; `which` names the resources.
 */
export function passLimits(
  read: Reader,
  plan: Plan,
  self: Self & Readonly<{ overbook: Appointment['overbook'] }>,
  ctx: Pick<Context, 'actor' | 'now'>,
  reason: string,
): Appointment['overbook'] {
  const over = crowdsOf(read, plan, self).filter((crowd) => isOver(crowd))
  const passed = over.filter(({ isNew }) => isNew)
  if (passed.length === 0) return over.length > 0 ? self.overbook : null
  const which = passed.map(({ resource }) => resource.name).join(', ')
  if (!ctx.actor.can.has('schedule.overbook')) throw new AppError('Forbidden', 'appointment.full', { which })
  if (reason === '') throw new AppError('Conflict', 'appointment.over-limit', { which })
  return { by: ctx.actor.id, at: ctx.now, reason }
}
