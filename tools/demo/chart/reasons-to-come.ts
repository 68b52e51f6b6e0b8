/** What brings somebody to the practice: age, lasting conditions, and something new. */
import { acute, type Acute } from '../data/acute.ts'
import { daysInYear, partsOf, yearsBetween, type Day } from '../days.ts'
import type { Person } from '../person.ts'
import type { Random } from '../random.ts'
import type { Pregnancy } from './chart.ts'
import type { Planned } from './encounters.ts'
import { inSentence } from './notes.ts'
import type { Illness, Traits } from './traits.ts'

export type Life = Readonly<{
  person: Person
  random: Random
  traits: Traits
  illnesses: readonly Illness[]
  pregnancies: readonly Pregnancy[]
  start: Day
  end: Day
}>

export type Put = (plan: Planned) => void

const year = daysInYear
const wellMonths = [
  0.13, 1, 2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60, 72, 84, 96, 108, 120, 132, 144, 156, 168, 180, 192,
  204,
]

export function children({ person, random, start, traits }: Life, put: Put): void {
  for (const months of wellMonths) {
    const day =
      person.born + Math.round(months * 30.4375) + random.int(0, months < 1 ? 2 : months < 24 ? 9 : 40)
    if (day < start || (months > 30 && !random.chance(0.62 + 0.36 * traits.adherence))) continue
    const name =
      months < 1
        ? 'Newborn visit'
        : months < 24
          ? `${months}-month well visit`
          : months === 30
            ? '30-month well visit'
            : `${Math.round(months / 12)}-year well visit`
    put({ day, kind: 'well-child', reason: name, months: Math.max(0, Math.round(months)) })
  }
  if (person.marks.has('failure-to-thrive'))
    for (const months of [7, 8, 10, 11, 13])
      put({ day: person.born + Math.round(months * 30.4375), kind: 'follow-up', reason: 'Weight check' })
}

export function adults({ person, random, start, end, traits, illnesses }: Life, put: Put): void {
  const often = person.marks.has('long-chart') ? 2.2 : 1
  const grown = Math.max(start, person.born + Math.round(18 * year))
  for (let day = grown + random.int(20, 380); day <= end; day += random.int(350, 430))
    if (random.chance(0.35 + 0.6 * traits.adherence))
      put({
        day,
        kind: 'physical',
        reason: yearsBetween(person.born, day) > 65 ? 'Annual wellness visit' : 'Annual physical',
      })
  const lasting = illnesses.filter((each) => each.way !== null || each.about.labs.length > 0)
  for (let day = start + random.int(50, 160); day <= end;) {
    const active = lasting.filter((each) => each.onset < day)
    const burden = active.length
    if (burden > 0 && random.chance(0.2 + 0.75 * traits.adherence)) {
      const [first] = random.shuffle(active)
      const reason = first ? `Follow-up: ${inSentence(first.about.name)}` : 'Follow-up'
      put({ day, kind: day > 18_340 && random.chance(0.16) ? 'telehealth' : 'follow-up', reason })
    }
    const months = (burden < 2 ? 11 : burden < 4 ? 7.5 : burden < 7 ? 5.5 : 4) / often
    day += Math.round(30 * months * random.between(0.8, 1.3))
  }
  const low = illnesses.find((each) => ['depression', 'anxiety', 'ptsd'].includes(each.about.key))
  if (low && random.chance(0.2)) {
    const from = Math.max(start, low.onset, end - 500)
    for (let index = 0; index < random.int(3, 7); index++)
      put({ day: from + 20 + index * 21, kind: 'behavioral', reason: 'Counseling' })
  }
  const warfarin = illnesses.find((each) => each.way?.flat().includes('warfarin5') === true)
  if (warfarin)
    for (
      let day = Math.max(start, warfarin.onset, end - (often > 1 ? 9000 : 420)) + 14;
      day <= end;
      day += often > 1 ? random.int(11, 24) : random.int(35, 60)
    )
      put({ day, kind: 'nurse', reason: 'INR check' })
  const pressure = illnesses.find((each) => each.about.key === 'hypertension')
  if (pressure && random.chance(0.35))
    put({
      day: random.int(Math.max(start, pressure.onset), Math.max(end, start + 1)),
      kind: 'nurse',
      reason: 'Blood pressure check',
    })
}

export function sick(life: Life, put: Put): void {
  const { random, person, start, end, traits } = life
  for (let day = start + random.int(5, 200); day <= end;) {
    const rate = sickRate(yearsBetween(person.born, day)) * (0.6 + 0.6 * traits.adherence)
    const about = acuteFor(life, day)
    const phone = about?.signs.has('phone') === true && day > 18_340 && random.chance(0.35)
    if (about)
      put({
        day,
        kind: phone ? 'telehealth' : 'sick',
        reason: reasonIn(about.says),
        acute: about,
      })
    day += Math.max(12, Math.round((365 / rate) * random.between(0.25, 1.75)))
  }
  const days = end - person.born
  if (days < 400 && start - person.born < 20 && random.chance(0.25)) {
    const yellow = acute.find((each) => each.key === 'jaundice')
    if (yellow) put({ day: person.born + 5, kind: 'sick', reason: 'Yellow skin', acute: yellow })
  }
}

/** What goes round in winter, and what is caught outdoors. */
const seasons: Readonly<Record<string, 'winter' | 'summer'>> = {
  influenza: 'winter',
  bronchiolitis: 'winter',
  croup: 'winter',
  lyme: 'summer',
  rash: 'summer',
}

function inSeason(key: string, day: Day): boolean {
  const [, month] = partsOf(day)
  const season = seasons[key]
  if (season === 'winter') return month >= 11 || month <= 4
  return season === undefined || (month >= 5 && month <= 10)
}

function acuteFor(life: Life, day: Day): Acute | null {
  const { random, person } = life
  const age = yearsBetween(person.born, day)
  const able = acute.filter(
    (each) =>
      age >= each.ages[0] &&
      age < each.ages[1] + 1 &&
      (each.sex === null || each.sex === person.body) &&
      inSeason(each.key, day) &&
      (each.key !== 'jaundice' || age < 0.04) &&
      (each.key !== 'covid' || day > 18_340),
  )
  if (able.length === 0) return null
  let at = random.unit() * able.reduce((sum, each) => sum + each.weight, 0)
  for (const each of able) {
    at -= each.weight
    if (at < 0) return each
  }
  return able.at(-1) ?? null
}

/** Visits a year for something new. */
const sickRate = (age: number) => (age < 1 ? 2.2 : age < 3 ? 1.4 : age < 13 ? 0.55 : age < 65 ? 0.46 : 0.5)

/** The very long chart: dressing changes, shots, pressure checks and foot care between the visits. */
export function often({ random, start, end }: Life, put: Put): void {
  const reasons = [
    'Blood pressure check',
    'Wound dressing',
    'Vitamin B12 injection',
    'Diabetes foot check',
    'Weight check',
    'Medication box filled',
  ] as const
  for (let day = start + 30; day <= end; day += random.int(11, 24))
    put({ day, kind: 'nurse', reason: random.pick(reasons) })
}

/** As much of what is told as says what it is about: `Fever 103`, and of `Red, hot, sore shin` all three. */
const reasonIn = (says: string): string => /^.{8,}?(?=[.,])|^[^.]+/.exec(says)?.[0] ?? says
