/** Classes of the demo practice: two a week, one of them on the weekday it is, so that whoever looks finds one on the day. */
import { ageAt, type Day } from '../days.ts'
import type { DayBook, Someone } from './day-book.ts'
import type { Desk } from './front-desk.ts'
import { weekday } from './hours.ts'
import type { Stretch } from './stretches.ts'

type Class = Readonly<{
  weekday: number
  minute: number
  reason: string
  /** Who may come; each time some of them do. */
  people: readonly Someone[]
}>

const mostPeople = 8
const leastPeople = 4

export function makeClasses({ random, around, people }: Desk): Class[] {
  const today = weekday(around.today)
  const first = today > 5 ? 2 : today
  const adults = random.shuffle(people.filter(({ born }) => born !== null && ageAt(born, around.today) >= 18))
  const classes = [
    { weekday: first, minute: 630, reason: 'Diabetes class' },
    { weekday: first > 3 ? first - 3 : first + 2, minute: 840, reason: 'Back school' },
  ]
  // of a small practice the same come to both
  return classes.map((each, at) => ({
    ...each,
    people: (adults.length < 2 * mostPeople ? adults : adults.slice(at * mostPeople)).slice(0, mostPeople),
  }))
}

/** Before the day is filled: whoever leads it sees nobody else then. */
export function bookClasses(
  { random, types, made }: Desk,
  book: DayBook,
  classes: readonly Class[],
  day: Day,
  stretches: readonly Stretch[],
): void {
  const leads = made.providers.get('hoxha')?.id
  const type = types.group
  for (const { minute, reason, people } of classes.filter((each) => each.weekday === weekday(day))) {
    const stretch = stretches.find(
      ({ resourceId, from, to }) => resourceId === leads && from <= minute && minute + type.minutes <= to,
    )
    if (!stretch || leads === undefined || people.length < 2) continue
    const count = random.int(Math.min(leastPeople, people.length), people.length)
    const come = random.shuffle(people).slice(0, count)
    book.bookGroup(day, minute, stretch.locationId, [leads], type, reason, come)
  }
}
