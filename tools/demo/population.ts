/**
 * The people of the practice, a hundred at a time. A hundred is made as a whole, since households belong together, and
 * each hundred depends on nothing but its number and the seed: so patient 40 is the same person in a demo of 50 and of 100,000.
 */
import { mononyms } from './data/given-names-world.ts'
import { ageAt, iso, partsOf, type Day } from './days.ts'
import { drawHousehold, drawKind, occasions, type Kind } from './households.ts'
import { lengthen } from './names.ts'
import { registeredTwice } from './duplicates.ts'
import { die, drawPeople } from './people.ts'
import { fullName, type Mark, type Person } from './person.ts'
import { Random } from './random.ts'
import { shelterPlace } from './whereabouts.ts'

export const blockSize = 100
const duplicatesInBlock = 2

export function drawBlock(seed: string, block: number, today: Day): Person[] {
  const random = new Random(seed, 'block', block)
  const ids = { seed, today }
  const due: Kind[] = occasions
    .filter(({ first, every }) => block >= first && (block - first) % every === 0)
    .map(({ kind }) => kind)
  const kinds = random.shuffle(due)
  const people: Person[] = []
  const base = block * blockSize
  const room = blockSize - duplicatesInBlock
  for (let home = 0; people.length < room; home++) {
    const first = block === 0 && home === 0
    // the special ones are spread over the hundred
    const special = kinds.length > 0 && people.length >= room * (1 - kinds.length / (due.length + 1)) * 0.8
    const kind = first ? 'firstCouple' : ((special ? kinds.pop() : null) ?? drawKind(random))
    const members = drawHousehold(random, kind).slice(0, room - people.length)
    people.push(...drawPeople(ids, random, members, base + people.length, block * 60 + home))
  }
  setApart(random, people, block, today)
  for (let index = 0; index < duplicatesInBlock; index++)
    people.push(registeredTwice(ids, random, people, base + people.length, block * duplicatesInBlock + index))
  return people
}

type Wanted = Readonly<{
  mark: Mark
  first: number
  every: number
  from: number
  to: number
  apply: (person: Person, random: Random, today: Day) => void
}>

/** What one person in a hundred (or two hundred, or four) shows: a record that is not like the others. */
const wanted: readonly Wanted[] = [
  {
    mark: 'no-birth-date',
    first: 0,
    every: 1,
    from: 30,
    to: 80,
    apply: (person) => void (person.birthDate = null),
  },
  {
    mark: 'birth-year-only',
    first: 1,
    every: 2,
    from: 45,
    to: 98,
    apply: (person) => void (person.birthDate = String(partsOf(person.born)[0])),
  },
  {
    mark: 'birth-month-only',
    first: 0,
    every: 2,
    from: 45,
    to: 98,
    apply: (person) => void (person.birthDate = iso(person.born).slice(0, 7)),
  },
  {
    mark: 'no-phone',
    first: 0,
    every: 1,
    from: 19,
    to: 98,
    apply(person) {
      person.phones = []
      person.email = ''
    },
  },
  {
    mark: 'no-address',
    first: 0,
    every: 1,
    from: 19,
    to: 98,
    apply: (person) => void (person.address = null),
  },
  {
    mark: 'shelter',
    first: 0,
    every: 1,
    from: 19,
    to: 70,
    apply(person) {
      person.address = shelterPlace()
      person.contact = null
    },
  },
  {
    mark: 'long-name',
    first: 0,
    every: 1,
    from: 20,
    to: 80,
    apply: (person, random) => lengthen(random, person.name, person.body, person.origin),
  },
  {
    mark: 'mononym',
    first: 0,
    every: 2,
    from: 20,
    to: 70,
    apply(person, random) {
      person.name = {
        ...person.name,
        family: random.pick(mononyms),
        given: [],
        nickname: '',
        maiden: '',
        suffix: '',
        prefix: '',
      }
    },
  },
  {
    mark: 'one-letter',
    first: 1,
    every: 2,
    from: 20,
    to: 80,
    apply(person, random) {
      person.name = {
        ...person.name,
        family: random.pick(['O', 'E', 'U', 'Y']),
        given: [random.pick(['J', 'I', 'A'])],
        nickname: '',
        maiden: '',
      }
    },
  },
  { mark: 'chosen-name', first: 0, every: 1, from: 16, to: 60, apply: chooseName },
  {
    mark: 'other-gender',
    first: 0,
    every: 2,
    from: 16,
    to: 50,
    apply(person) {
      person.gender = 'other'
    },
  },
  {
    mark: 'unknown-sex',
    first: 1,
    every: 2,
    from: 30,
    to: 85,
    apply(person) {
      person.gender = 'unknown'
      person.birthSex = 'UNK'
    },
  },
  { mark: 'many-allergies', first: 0, every: 1, from: 35, to: 80, apply: () => undefined },
  {
    mark: 'died',
    first: 0,
    every: 1,
    from: 68,
    to: 98,
    apply: (person, random, today) => die(person, today - random.int(20, 900)),
  },
]

const freshNames = [
  'Rowan',
  'Alexis',
  'Jordan',
  'Robin',
  'Quinn',
  'Ezra',
  'Luna',
  'Felix',
  'Iris',
  'Sage',
  'Theo',
  'Juno',
] as const

function chooseName(person: Person, random: Random): void {
  person.name.chosen = [random.pick(freshNames)]
  person.name.nickname = ''
  if (random.chance(0.6)) person.gender = person.body === 'female' ? 'male' : 'female'
}

function setApart(random: Random, people: readonly Person[], block: number, today: Day): void {
  for (const { mark, first, every, from, to, apply } of wanted) {
    if (block < first || (block - first) % every !== 0) continue
    const able = people.filter((person) => {
      const age = ageAt(person.born, today)
      return age >= from && age <= to && person.marks.size === 0 && person.duplicateOf === null
    })
    if (able.length === 0) continue
    const person = random.pick(able)
    const before = fullName(person.name)
    person.marks.add(mark)
    apply(person, random, today)
    for (const other of people) {
      if (other.contact?.name === before) other.contact.name = fullName(person.name)
      for (const each of other.insurance)
        if (each.holderName === before) each.holderName = fullName(person.name)
    }
  }
  for (const person of people)
    if (person.marks.size === 0 && random.chance(0.03)) {
      person.active = false
      person.marks.add('inactive')
    }
}

/** Everybody, one after another; only one hundred is held at a time. */
export function* population(seed: string, count: number, today: Day): Generator<Person> {
  for (let block = 0; block * blockSize < count; block++)
    yield* drawBlock(seed, block, today).slice(0, count - block * blockSize)
}
