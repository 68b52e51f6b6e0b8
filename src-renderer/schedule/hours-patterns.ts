/** Hours of a week as somebody thinks of them: one place, one span of time, and what is open on each day of it. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getHours, HoursStretch } from '../../shared/schedule/save-hours.ts'

export type Held = OutputOf<typeof getHours>['stretches'][number]

/** All that the stretches of one pattern share. */
export type Shared = Omit<HoursStretch, 'weekday' | 'fromMinute' | 'toMinute'>
export type Pattern = Readonly<{ key: string; isWeekly: boolean; shared: Shared; held: readonly Held[] }>

const sharedOf = ({ weekday: _day, fromMinute: _from, toMinute: _to, ...shared }: HoursStretch): Shared =>
  shared

/** Weeks first, those of dates after them, each by when it begins. */
export function patternsOf(all: readonly Held[]): Pattern[] {
  const found = new Map<string, Held[]>()
  for (const each of all) {
    const key = JSON.stringify([each.stretch.weekday === null, sharedOf(each.stretch)])
    found.set(key, [...(found.get(key) ?? []), each])
  }
  return [...found]
    .flatMap(([key, held]): Pattern[] => {
      const [first] = held
      return first
        ? [
            {
              key,
              isWeekly: first.stretch.weekday !== null,
              shared: sharedOf(first.stretch),
              held: held.toSorted(byTime),
            },
          ]
        : []
    })
    .toSorted(
      (a, b) =>
        Number(b.isWeekly) - Number(a.isWeekly) ||
        a.shared.firstDay.localeCompare(b.shared.firstDay) ||
        a.shared.visitTypeIds.length - b.shared.visitTypeIds.length,
    )
}

const byTime = (a: Held, b: Held): number =>
  (a.stretch.weekday ?? 0) - (b.stretch.weekday ?? 0) || a.stretch.fromMinute - b.stretch.fromMinute

const same = (a: HoursStretch, b: HoursStretch): boolean =>
  JSON.stringify([sharedOf(a), a.weekday, a.fromMinute, a.toMinute]) ===
  JSON.stringify([sharedOf(b), b.weekday, b.fromMinute, b.toMinute])

type Changes = Readonly<{
  add: HoursStretch[]
  change: { availabilityId: string; version: number; stretch: HoursStretch }[]
  remove: { availabilityId: string; version: number }[]
}>

/** What makes the one of the other: what stayed as it was is not in it, so whoever changed something else is not in the way. */
export function changesOf(before: readonly Held[], after: readonly HoursStretch[]): Changes {
  const wanted = [...after]
  const left = before.filter(({ stretch }) => {
    const at = wanted.findIndex((each) => same(each, stretch))
    if (at === -1) return true
    wanted.splice(at, 1)
    return false
  })
  const change: Changes['change'] = []
  const remove: Changes['remove'] = []
  for (const { availabilityId, version, stretch } of left) {
    const at = wanted.findIndex(({ weekday }) => weekday === stretch.weekday)
    const [next] = at === -1 ? [] : wanted.splice(at, 1)
    if (next) change.push({ availabilityId, version, stretch: next })
    else remove.push({ availabilityId, version })
  }
  return { add: wanted, change, remove }
}
