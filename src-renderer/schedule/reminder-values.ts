/** How the practice reminds, as it stands in a form: times of day as they are typed. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { clockText, readTypedTime } from '../../shared/kernel/typed-time.ts'
import { dayNumberOf, minuteAt, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { dueAt } from '../../shared/schedule/reminding/due.ts'
import { unknownFillings, type Language } from '../../shared/schedule/reminding/templates.ts'
import type { saveReminderPolicy } from '../../shared/schedule/save-reminder-policy.ts'

export type Policy = InputOf<typeof saveReminderPolicy>['policy']
export const languageWords: Readonly<Record<Language, string>> = { en: 'English', es: 'Spanish' }
export type PolicyValues = Omit<Policy, 'quietFrom' | 'quietTo'> & { quietFrom: string; quietTo: string }

export const policyValues = ({ quietFrom, quietTo, ...policy }: Policy): PolicyValues => ({
  ...policy,
  quietFrom: clockText(quietFrom),
  quietTo: clockText(quietTo),
})

/** `12 AM` and `midnight` are the beginning of a day. */
const readMinute = (typed: string) => (typed.trim().toLowerCase() === 'midnight' ? 0 : readTypedTime(typed))

/** What cannot be saved, in words. */
export function policyFaults(
  values: PolicyValues,
): Partial<Record<'quietFrom' | 'quietTo' | 'en' | 'es', string>> {
  const wrong = (template: string) => {
    const [name] = unknownFillings(template)
    return name === undefined ? null : `{${name}} cannot be filled in.`
  }
  const [en, es] = [wrong(values.templates.en), wrong(values.templates.es)]
  return {
    ...(readMinute(values.quietFrom) === null && { quietFrom: 'A time, as 8p.' }),
    ...(readMinute(values.quietTo) === null && { quietTo: 'A time, as 9a.' }),
    ...(en !== null && { en }),
    ...(es !== null && { es }),
  }
}

/** Null until all of it can be read. */
export function policyOf(values: PolicyValues): Policy | null {
  const [quietFrom, quietTo] = [readMinute(values.quietFrom), readMinute(values.quietTo)]
  if (quietFrom === null || quietTo === null || Object.keys(policyFaults(values)).length > 0) return null
  return { ...values, quietFrom, quietTo }
}

/** A visit to show it on: Tuesday of next week at 10:30, booked a month ago. */
export function exampleVisit(today: string, zone: string): Readonly<{ startsAt: string; madeAt: string }> {
  const day = dayNumberOf(today)
  const startMin = minuteAt(zone, day - weekdayOf(day) + 9, 630)
  return { startsAt: instantOfMinute(startMin), madeAt: instantOf((startMin - 30 * 1440) * 60_000) }
}

export type Sent = Readonly<{ hours: number; at: string | null; isLater: boolean }>

/** When that visit would be reminded of; `isLater`: quiet hours keep it back. */
export const sentTimes = (policy: Policy, visit: ReturnType<typeof exampleVisit>, zone: string): Sent[] =>
  policy.hoursBefore
    .toSorted((a, b) => b - a)
    .map((hours) => {
      const at = dueAt(visit, hours, policy, zone)
      return {
        hours,
        at,
        isLater: at !== null && Date.parse(at) > Date.parse(visit.startsAt) - hours * 3_600_000,
      }
    })

/** `2 days before`, `3 hours before`. */
export function beforeText(hours: number): string {
  const [n, unit] =
    hours % 168 === 0 ? [hours / 168, 'week'] : hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return `${n} ${unit}${n === 1 ? '' : 's'} before`
}
