/** What a person's body and habits are like, and which conditions that has brought them. */
import { chronic, type Chronic } from '../data/chronic.ts'
import { daysInYear, yearsBetween, type Day } from '../days.ts'
import type { Person } from '../person.ts'
import { clamp } from '../fhir.ts'
import type { Random } from '../random.ts'

export type Traits = Readonly<{
  /** Standard deviations of a child's growth, and of the grown height. */
  z: Readonly<{ height: number; weight: number; head: number }>
  bmi: number
  /** kg/m² a year. */
  gain: number
  systolic: number
  pulse: number
  smoking: 'never' | 'former' | 'current'
  packYears: number
  drinks: number
  /** 0.3 to 1: how often they come when they should and take what they are given. */
  adherence: number
  work: string
}>

/** A condition somebody has for good, and where its treatment stands. */
export type Illness = {
  readonly about: Chronic
  readonly onset: Day
  readonly severity: number
  /** Which way of treatment is followed; null for none. */
  readonly way: readonly (readonly string[])[] | null
  step: number
  /** When treatment began, here or elsewhere. */
  treated: Day | null
  /** On the problem list since. */
  found: Day | null
  changed: Day
}

const jobs = [
  'Retired',
  'Fisherman',
  'Teacher',
  'Nurse',
  'Carpenter',
  'Line cook',
  'Accountant',
  'Bus driver',
  'Software engineer',
  'Home health aide',
  'Electrician',
  'Student',
  'Landscaper',
  'Cashier',
  'Machinist',
  'Barber',
  'Paralegal',
  'Unemployed',
  'Graphic designer',
  'Warehouse worker',
] as const

export function drawTraits(random: Random, person: Person, today: Day): Traits {
  const age = yearsBetween(person.born, today)
  const small = person.marks.has('small')
  const large = person.marks.has('large')
  const usual = random.normal() * 0.92
  const height = small ? -1.88 : large ? 1.9 : person.marks.has('failure-to-thrive') ? -0.5 : usual
  const weight = small ? -1.85 : large ? 1.95 : 0.55 * height + random.normal() * 0.82
  const smoker = age < 15 ? 'never' : random.weighted({ never: 64, former: age > 40 ? 28 : 8, current: 12 })
  return {
    z: { height, weight, head: clamp(0.4 * height + random.normal() * 0.8, -2, 2) },
    // the heaviest do not grow very old
    bmi: clamp(
      27.4 + 5 * random.normal() + (random.chance(0.12) ? 6 : 0),
      17.2,
      age > 78 ? Math.max(24, 36 - (age - 78) * 0.5) : 54,
    ),
    gain: 0.06 + 0.12 * random.normal(),
    systolic: 116 + 7 * random.normal(),
    pulse: 73 + 7 * random.normal(),
    smoking: smoker,
    packYears: smoker === 'never' ? 0 : random.int(2, Math.max(3, Math.round((age - 15) * 0.8))),
    drinks: random.chance(0.35) ? 0 : Math.round(random.between(1, 9)),
    adherence: clamp(0.78 + 0.2 * random.normal(), 0.3, 1),
    work: age < 23 ? 'Student' : age > 67 ? 'Retired' : random.pick(jobs),
  }
}

function shareAt(points: Chronic['prevalence'], age: number): number {
  let before: readonly [number, number] | null = null
  for (const point of points) {
    if (age < point[0])
      return before ? before[1] + ((point[1] - before[1]) * (age - before[0])) / (point[0] - before[0]) : 0
    before = point
  }
  return before?.[1] ?? 0
}

const excludes: Readonly<Record<string, readonly string[]>> = {
  prediabetes: ['diabetes', 'type1'],
  type1: ['diabetes'],
  ptsd: ['bipolar'],
  bipolar: ['depression'],
}

/** Every lasting condition the person has by `end`, the oldest first. */
export function drawIllnesses(random: Random, person: Person, traits: Traits, end: Day): Illness[] {
  const age = yearsBetween(person.born, end)
  const has = new Set<string>()
  const list: Illness[] = []
  for (const about of chronic) {
    const draws = [random.unit(), random.unit(), random.unit(), random.unit()] as const
    if (about.sex !== null && about.sex !== person.body) continue
    if ((excludes[about.key] ?? []).some((key) => has.has(key))) continue
    let share = shareAt(about.prevalence, age)
    for (const [what, times] of about.likelier) {
      const is =
        what === 'obese'
          ? traits.bmi >= 30
          : what === 'smoked'
            ? traits.packYears > 12
            : what === 'female' || what === 'male'
              ? person.body === what
              : has.has(what)
      share *= is ? times : what === 'smoked' ? 0.35 : 2 / (1 + times)
    }
    if (about.key === 'obesity' && age > 18 && traits.bmi >= 30) share = 0.75
    if (about.key === 'smoking' && traits.smoking === 'current') share = 0.6
    if (person.marks.has('long-chart') && longChartHas.has(about.key)) share = 1
    if (draws[0] >= Math.min(0.92, share) && share < 1) continue
    has.add(about.key)
    const from = Math.max(0, about.prevalence[0]?.[0] ?? 0)
    // the long chart's illnesses had all begun when it did
    const early = person.marks.has('long-chart') ? Math.max(from, 46 + 10 * draws[1]) : null
    const years = early ?? from + (age - from) * (1 - 0.85 * draws[1] ** 1.2)
    const onset = about.key === 'down' ? person.born : person.born + Math.floor(years * daysInYear)
    const way = about.ways.length > 0 ? about.ways[Math.floor(draws[2] * about.ways.length)] : undefined
    list.push({
      about,
      onset: Math.min(onset, end - 1),
      severity: draws[3],
      way: way ?? null,
      step: 0,
      treated: null,
      found: null,
      changed: onset,
    })
  }
  return list.sort((a, b) => a.onset - b.onset)
}

/** The person with the very long chart has what brings somebody in every other week. */
const longChartHas = new Set([
  'hypertension',
  'diabetes',
  'lipids',
  'kidney',
  'fibrillation',
  'heartfailure',
  'hypothyroid',
  'osteoarthritis',
  'anemia',
  'depression',
  'neuropathy',
  'reflux',
  'osteoporosis',
])

export const hasIllness = (illnesses: readonly Illness[], key: string, on: Day): Illness | undefined =>
  illnesses.find((each) => each.about.key === key && each.onset <= on)
