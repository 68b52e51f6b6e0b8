/** When somebody comes, and why: the visits of a whole chart, in order. */
import { daysInYear, workday, yearsBetween, type Day } from '../days.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import type { Pregnancy } from './chart.ts'
import type { Planned } from './encounters.ts'
import { expecting, outside } from './hospital-stays.ts'
import { adults, children, often, sick, type Life, type Put } from './reasons-to-come.ts'

const year = daysInYear
/** The first day of the chart here. Babies come from birth; a few adults came last month. */
export function drawStart(random: Random, person: Person, end: Day): Day {
  const age = yearsBetween(person.born, end)
  if (person.marks.has('long-chart')) return end - Math.round(23.5 * year)
  const years =
    age < 3 || (age < 18 && random.chance(0.14))
      ? age
      : age < 18
        ? Math.min(age, random.between(1.6, 3.6))
        : random.chance(0.14)
          ? random.between(0.05, 0.8)
          : 0.5 + 2 * random.unit() ** 1.35
  return Math.max(person.born + 3, end - Math.round(years * year))
}

/** The pregnancy of a woman who can have had one while she came here. */
export function drawPregnancies(random: Random, person: Person, start: Day, end: Day): Pregnancy[] {
  const age = yearsBetween(person.born, end)
  if (person.body !== 'female' || age < 20 || age > 42 || end - start < 300 || !random.chance(0.24)) return []
  const ends = random.int(start + 270, end + 100)
  const fits = yearsBetween(person.born, ends) > 19
  return fits
    ? [
        {
          began: ends - random.int(266, 284),
          ends,
          diabetes: random.chance(0.09),
          cesarean: random.chance(0.3),
        },
      ]
    : []
}

export function planVisits(life: Life): Planned[] {
  const plans: Planned[] = []
  const { person, random, start, end } = life
  const put: Put = (plan) => {
    const day = plan.kind === 'emergency' || plan.kind === 'admission' ? plan.day : workday(plan.day)
    if (day >= Math.max(start, person.born + 2) && day <= end) plans.push({ ...plan, day })
  }
  const age = yearsBetween(person.born, end)
  if (person.marks.has('duplicate')) {
    put({ day: end - random.int(5, 200), kind: 'new', reason: 'Establish care' })
    return plans
  }
  if (yearsBetween(person.born, start) > 0.2) put({ day: start, kind: 'new', reason: 'Establish care' })
  children(life, put)
  adults(life, put)
  sick(life, put)
  outside(life, put)
  for (const each of life.pregnancies) expecting(each, life, put)
  if (person.marks.has('long-chart')) often(life, put)
  if (plans.length === 0)
    put({
      day: Math.max(start, person.born + 3),
      kind: age < 18 ? 'well-child' : 'new',
      reason: 'Establish care',
    })
  return spread(
    plans.sort((a, b) => a.day - b.day),
    person.marks.has('long-chart') ? 1 : 4,
  )
}

/** Nobody comes twice on a day, or twice in one week for nothing. */
function spread(plans: readonly Planned[], apart: number): Planned[] {
  const kept: Planned[] = []
  for (const plan of plans) {
    const before = kept.at(-1)
    const gap = before ? plan.day - before.day : 99
    if (gap >= apart || (gap >= 1 && (plan.kind === 'prenatal' || plan.kind === 'admission'))) kept.push(plan)
  }
  return kept
}
