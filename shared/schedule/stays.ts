/** How long somebody was at each stage of a visit, and how late a visit was called off: what its steps come to. Kept beside each row for reports. */
import { inOrder } from './stage.ts'
import type { Step, StepKind } from './step.ts'

const order = [
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
] as const satisfies readonly StepKind[]
export type Stay = Exclude<(typeof order)[number], 'left'> | 'whole'
export type Stays = ReadonlyMap<Stay, number>

/** In the order they are kept in. */
const kept: readonly Stay[] = ['arrived', 'roomed', 'with-provider', 'checkout', 'whole']

const minutesBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)

/** Whole minutes from when a stage was first reached until a later one was; a stage that has none after it is not over, or was not noted. */
export function staysOf({ steps }: Readonly<{ steps: readonly Step[] }>): Stays {
  const reached = new Map<StepKind, string>()
  for (const { kind, at } of inOrder(steps)) if (!reached.has(kind)) reached.set(kind, at)
  const stays = new Map<Stay, number>()
  for (const [rank, kind] of order.slice(0, -1).entries()) {
    const from = reached.get(kind)
    if (from === undefined) continue
    const after = order
      .slice(rank + 1)
      .flatMap((later) => reached.get(later) ?? [])
      .filter((at) => at >= from)
      .toSorted((a, b) => (a < b ? -1 : 1))[0]
    if (after !== undefined) stays.set(kind as Stay, minutesBetween(from, after))
  }
  const [came, left] = [reached.get('arrived'), reached.get('left')]
  if (came !== undefined && left !== undefined && left >= came) stays.set('whole', minutesBetween(came, left))
  return stays
}

/** As a column has them: minutes one after the other, empty where one is not known; null where none is. */
export const staysText = (stays: Stays): string | null =>
  stays.size === 0 ? null : kept.map((stay) => stays.get(stay) ?? '').join(',')

export function readStays(text: string | null): Stays {
  const stays = new Map<Stay, number>()
  if (text === null) return stays
  for (const [at, minutes] of text.split(',').entries()) {
    const stay = kept[at]
    if (stay !== undefined && minutes !== '') stays.set(stay, Number(minutes))
  }
  return stays
}

const lateMs = 24 * 60 * 60_000

/** Whether it was called off less than 24 hours before it was to begin, or after. */
export function wasCalledOffLate({
  plan,
  steps,
}: Readonly<{ plan: Readonly<{ startsAt: string }>; steps: readonly Step[] }>): boolean {
  const off = inOrder(steps).findLast(({ kind }) => kind === 'cancelled' || kind === 'rescheduled')
  return off !== undefined && Date.parse(plan.startsAt) - Date.parse(off.at) < lateMs
}
