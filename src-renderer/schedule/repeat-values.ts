/** How a visit repeats, as it stands in a form: as it is typed, until it can be read. */
import { SeriesRule } from '../../shared/schedule/series.ts'

export type RepeatValues = Readonly<{
  unit: SeriesRule['unit']
  every: string
  weekdays: readonly number[]
  monthly: SeriesRule['monthly']
  count: string
  holidays: SeriesRule['holidays']
  /** Numbers that are left out. */
  without: readonly number[]
}>

export const firstRepeats: RepeatValues = {
  unit: 'week',
  every: '1',
  weekdays: [],
  monthly: 'date',
  count: '6',
  holidays: 'skip',
  without: [],
}

const wholeOf = (typed: string): number => (/^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN)

export const repeatFaults = ({ every, count }: RepeatValues): Partial<Record<'every' | 'count', string>> => ({
  ...(wholeOf(every) >= 1 && wholeOf(every) <= 52 ? {} : { every: '1 to 52.' }),
  ...(wholeOf(count) >= 2 && wholeOf(count) <= 200 ? {} : { count: '2 to 200.' }),
})

/** Null where it cannot be read. */
export function ruleOf({ unit, every, weekdays, monthly, count, holidays }: RepeatValues): SeriesRule | null {
  const rule = {
    unit,
    every: wholeOf(every),
    weekdays: [...weekdays],
    monthly,
    count: wholeOf(count),
    holidays,
  }
  const read = SeriesRule.safeParse(rule)
  return read.success && read.data.count > 1 ? read.data : null
}
