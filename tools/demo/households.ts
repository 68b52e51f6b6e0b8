/** Who lives together: the ages and roles of a household, before anybody has a name. */
import { daysInYear } from './days.ts'
import type { Body, Mark } from './person.ts'
import type { Random } from './random.ts'

export type Member = {
  role: 'head' | 'partner' | 'child' | 'junior' | 'third'
  body: Body
  /** Age today, in days. */
  days: number
  birthOrder: number | null
  marks: Mark[]
}

const kinds = {
  single: 27,
  couple: 16,
  parents: 8.5,
  oneParent: 5,
  childrenOnly: 4.5,
  elder: 13.5,
} as const

/** Households that must be there: the first block of a hundred patients that has one, and every how many blocks. */
export const occasions = [
  { kind: 'twins', first: 0, every: 1 },
  { kind: 'namesakes', first: 0, every: 1 },
  { kind: 'newborn', first: 0, every: 1 },
  { kind: 'preterm', first: 0, every: 2 },
  { kind: 'small', first: 0, every: 2 },
  { kind: 'large', first: 1, every: 2 },
  { kind: 'centenarian', first: 0, every: 2 },
  { kind: 'failureToThrive', first: 1, every: 4 },
  { kind: 'triplets', first: 1, every: 6 },
  { kind: 'threeGenerations', first: 2, every: 8 },
] as const

export type Kind = keyof typeof kinds | (typeof occasions)[number]['kind'] | 'firstCouple'

const years = (random: Random, from: number, to: number) => Math.floor(random.between(from, to) * daysInYear)
const someBody = (random: Random): Body => (random.chance(0.52) ? 'female' : 'male')
const other = (body: Body): Body => (body === 'female' ? 'male' : 'female')

const member = (role: Member['role'], body: Body, days: number, ...marks: Mark[]): Member => ({
  role,
  body,
  days,
  birthOrder: null,
  marks,
})

/** Brothers and sisters are at least a year apart, and younger than eighteen. */
function children(random: Random, head: Member, count: number): Member[] {
  const oldest = Math.min(17.9, head.days / daysInYear - 19)
  const list: Member[] = []
  let days = years(random, Math.max(0.05, oldest * 0.45), Math.max(0.3, oldest))
  for (let index = 0; index < count && days > 3; index++) {
    list.push(member('child', random.chance(0.488) ? 'female' : 'male', days))
    days -= years(random, 1.1, 3.8)
  }
  return list
}

const parentAge = (random: Random) => years(random, 24, 56)

function couple(random: Random, days: number): Member[] {
  const first = someBody(random)
  const second = random.chance(0.05) ? first : other(first)
  const gap = Math.round(random.normal() * 2.6 * daysInYear)
  return [
    member('head', first, days),
    member('partner', second, Math.max(Math.floor(19 * daysInYear), days + gap)),
  ]
}

function withChild(random: Random, marks: Mark[], from: number, to: number, count = 1): Member[] {
  const [head, partner] = couple(random, years(random, 24, 39))
  const days = Math.floor(random.between(from, to))
  const list = random.chance(0.6) ? [head, partner] : [head]
  const grown = list.filter((each) => each !== undefined)
  const same = count > 1 && random.chance(0.4) ? someBody(random) : null
  for (let index = 0; index < count; index++)
    grown.push({
      ...member('child', same ?? someBody(random), days, ...marks),
      birthOrder: count > 1 ? index + 1 : null,
    })
  return grown
}

export function drawHousehold(random: Random, kind: Kind): Member[] {
  switch (kind) {
    case 'firstCouple': {
      const woman = member('head', 'female', years(random, 77.2, 78.8), 'long-chart')
      return [woman, member('partner', 'male', years(random, 79.2, 81.8))]
    }
    case 'single': {
      const band = random.weighted({ young: 24, middle: 22, late: 42, old: 12 })
      const days =
        band === 'young'
          ? years(random, 18, 30)
          : band === 'middle'
            ? years(random, 30, 45)
            : band === 'late'
              ? years(random, 45, 65)
              : years(random, 65, 84)
      return [member('head', someBody(random), days)]
    }
    case 'couple':
      return couple(random, years(random, 26, 86))
    case 'elder':
      return [
        member(
          'head',
          random.chance(0.6) ? 'female' : 'male',
          years(random, 66, 84) + years(random, 0, 13.5),
        ),
      ]
    case 'centenarian':
      return [member('head', random.chance(0.85) ? 'female' : 'male', years(random, 100.1, 104.5))]
    case 'parents': {
      const pair = couple(random, parentAge(random))
      const [head] = pair
      return head ? [...pair, ...children(random, head, random.int(1, 3))] : pair
    }
    case 'oneParent': {
      const head = member('head', random.chance(0.8) ? 'female' : 'male', parentAge(random))
      return [head, ...children(random, head, random.int(1, 3))]
    }
    case 'childrenOnly': {
      const absent = member('head', 'female', parentAge(random))
      return children(random, absent, random.int(1, 3))
    }
    case 'newborn':
      return withChild(random, ['newborn'], 3, 27)
    case 'preterm':
      return withChild(random, ['preterm'], 300, 1000)
    case 'small':
      return withChild(random, ['small'], 900, 3600)
    case 'large':
      return withChild(random, ['large'], 900, 3600)
    case 'failureToThrive':
      return withChild(random, ['failure-to-thrive'], 480, 900)
    case 'twins':
      return withChild(random, ['twin'], 200, 5500, 2)
    case 'triplets':
      return withChild(random, ['triplet'], 400, 3000, 3)
    case 'namesakes':
    case 'threeGenerations': {
      const father = member('head', 'male', years(random, 56, 74))
      const son = member('junior', 'male', father.days - years(random, 22, 30))
      const grandson = member('third', 'male', Math.max(900, son.days - years(random, 22, 27)))
      return kind === 'namesakes' ? [father, son] : [father, son, grandson]
    }
  }
  return kind satisfies never
}

export const drawKind = (random: Random): Kind => random.weighted(kinds)
