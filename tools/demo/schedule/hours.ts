/** When the demo practice can be booked: weeks, a hold, holidays, and what stands against them. */
import type { RowOf } from '../../../shared/kernel/record.ts'
import type { availabilities } from '../../../shared/schedule/availability.ts'
import type { blocks } from '../../../shared/schedule/block.ts'
import { dayOf, iso, weekdayOf, yearOf, type Day } from '../days.ts'
import type { Random } from '../random.ts'
import { providerRows, type Known, type Made, type TypeKey, type VisitType } from './places.ts'

export type Availability = RowOf<typeof availabilities>
export type Block = RowOf<typeof blocks>

/** 1 Monday to 7 Sunday. */
export const weekday = (day: Day): number => ((weekdayOf(day) + 6) % 7) + 1
const monday = (day: Day): Day => day - weekday(day) + 1

const nth = (year: number, month: number, which: number, on: number): Day => {
  const first = dayOf(year, month, 1)
  return first + ((on - weekday(first) + 7) % 7) + (which - 1) * 7
}
/** On which the practice is closed. Source: 5 U.S.C. 6103; one on a Saturday is kept on Friday, one on a Sunday on Monday. */
function holidaysOf(year: number): [Day, string][] {
  const kept = (day: Day): Day => (weekday(day) === 6 ? day - 1 : weekday(day) === 7 ? day + 1 : day)
  const lastOfMay = dayOf(year, 5, 31)
  return [
    [kept(dayOf(year, 1, 1)), 'New Year’s Day'],
    [nth(year, 1, 3, 1), 'Martin Luther King Jr. Day'],
    [nth(year, 2, 3, 1), 'Presidents’ Day'],
    [lastOfMay - weekday(lastOfMay) + 1, 'Memorial Day'],
    [kept(dayOf(year, 6, 19)), 'Juneteenth'],
    [kept(dayOf(year, 7, 4)), 'Independence Day'],
    [nth(year, 9, 1, 1), 'Labor Day'],
    [nth(year, 11, 4, 4), 'Thanksgiving'],
    [kept(dayOf(year, 12, 25)), 'Christmas'],
  ]
}

export type Around = Readonly<{
  seed: string
  today: Day
  from: Day
  to: Day
  /** Minutes of today's clock; where the practice would be closed then, it is open late or early today. */
  nowMinute: number
  at: string
}>
type Parts = Readonly<{
  random: Random
  known: Known
  made: Made
  types: Record<TypeKey, VisitType>
  around: Around
}>

export const holidaysIn = ({ from, to }: Around): [Day, string][] =>
  [yearOf(from), yearOf(from) + 1].flatMap(holidaysOf).filter(([day]) => day >= from && day <= to)

/** Whether what is shown now would be shown on a usual day. */
export const isUsualNow = (around: Around): boolean =>
  weekday(around.today) <= 5 &&
  around.nowMinute >= 560 &&
  around.nowMinute <= 970 &&
  !holidaysIn(around).some(([day]) => day === around.today)

export function makeHours({ random, known, made, types, around }: Parts): Availability[] {
  const { today, from, at } = around
  const rows: Availability[] = []
  const add = (
    row: Partial<Availability> & Pick<Availability, 'resourceId' | 'locationId' | 'fromMinute' | 'toMinute'>,
  ) =>
    rows.push({
      id: random.uuid(),
      weekday: null,
      everyWeeks: 1,
      firstDay: iso(monday(from)),
      lastDay: null,
      kind: 'open',
      visitTypeIds: [],
      releaseHours: null,
      note: '',
      by: known.owner,
      at,
      ...row,
    })
  for (const { staff, weeks } of providerRows) {
    const resourceId = made.providers.get(staff)?.id
    if (resourceId === undefined) continue
    for (const { site, days, hours, everyWeeks = 1 } of weeks)
      for (const on of days)
        for (const [fromMinute, toMinute] of hours) {
          const one = { resourceId, locationId: known.sites.get(site) ?? '', weekday: on, everyWeeks }
          // the last two hours of a doctor of adults are for whoever is sick today, until the evening before
          if (staff === 'brannigan' && toMinute === 1020) {
            add({ ...one, fromMinute, toMinute: 900 })
            add({
              ...one,
              fromMinute: 900,
              toMinute,
              visitTypeIds: [types.sick.id],
              releaseHours: 20,
              note: 'For whoever is sick today',
            })
          } else add({ ...one, fromMinute, toMinute })
        }
  }
  const seo = made.providers.get('seo')?.id
  const saturday = monday(today) + 12
  if (seo !== undefined)
    add({
      resourceId: seo,
      locationId: known.sites.get('lynn') ?? '',
      firstDay: iso(saturday),
      lastDay: iso(saturday),
      fromMinute: 540,
      toMinute: 720,
      note: 'Saturday clinic',
    })
  if (!isUsualNow(around))
    for (const [place, { staff }] of providerRows.entries()) {
      const resourceId = made.providers.get(staff)?.id
      if (resourceId === undefined || place > 5) continue
      const [fromMinute, toMinute] = extraHours(around)
      add({
        resourceId,
        locationId: known.sites.get(place < 4 ? 'salem' : 'beverly') ?? '',
        firstDay: iso(today),
        lastDay: iso(today),
        fromMinute,
        toMinute,
        note: 'Extra hours',
      })
    }
  return rows
}

/** Around now, within the day. */
export const extraHours = ({ nowMinute }: Around): readonly [from: number, to: number] => {
  const now = Math.round(nowMinute / 60) * 60
  const from = Math.max(0, Math.min(now - 240, 1440 - 480))
  return [from, Math.min(1440, from + 540)]
}

export function makeBlocks({ random, known, made, around }: Omit<Parts, 'types'>): Block[] {
  const { today, from, at } = around
  const of = (staff: string): string | null => made.providers.get(staff)?.id ?? null
  const row = (block: Pick<Block, 'kind' | 'firstDay'> & Partial<Block>): Block => ({
    id: random.uuid(),
    resourceId: null,
    locationId: null,
    lastDay: block.firstDay,
    weekdays: [],
    fromMinute: 0,
    toMinute: 1440,
    note: '',
    by: known.owner,
    at,
    ...block,
  })
  const salem = known.sites.get('salem') ?? null
  const leave = today + 21 + ((8 - weekday(today)) % 7)
  return [
    ...holidaysIn(around)
      // whoever looks at the demonstration on a holiday is to see people in it
      .filter(([day]) => day !== today)
      .map(([day, note]) => row({ kind: 'holiday', firstDay: iso(day), note })),
    row({
      kind: 'lunch',
      resourceId: of('hoxha'),
      firstDay: iso(monday(from)),
      lastDay: null,
      weekdays: [1, 2, 3, 4, 5],
      fromMinute: 690,
      toMinute: 720,
    }),
    row({
      kind: 'meeting',
      locationId: salem,
      firstDay: iso(monday(from)),
      lastDay: null,
      weekdays: [2],
      fromMinute: 480,
      toMinute: 510,
      note: 'Huddle of the whole house',
    }),
    row({
      kind: 'vacation',
      resourceId: of('delacroix'),
      firstDay: iso(leave),
      lastDay: iso(leave + 6),
      note: 'Away',
    }),
    row({ kind: 'vacation', resourceId: of('seo'), firstDay: iso(leave + 28), lastDay: iso(leave + 34) }),
    row({ kind: 'illness', resourceId: of('okafor'), firstDay: iso(monday(today) - 5) }),
    row({
      kind: 'meeting',
      resourceId: of('rivera'),
      firstDay: iso(monday(today) + 9),
      fromMinute: 660,
      toMinute: 720,
      note: 'Hospital credentials committee',
    }),
    row({
      kind: 'maintenance',
      resourceId: made.equipment[0]?.id ?? null,
      firstDay: iso(monday(today) + 10),
      fromMinute: 780,
      toMinute: 1020,
      note: 'Yearly calibration',
    }),
  ]
}
