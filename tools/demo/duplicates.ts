/** The same person registered twice, in the ways it happens at a front desk. */
import { nicknames } from './data/given-names-american.ts'
import { ageAt, iso, partsOf, type Day } from './days.ts'
import { mistype } from './names.ts'
import type { Person } from './person.ts'
import { firstMrn } from './people.ts'
import { Random } from './random.ts'
import { drawPlace, phoneNumber } from './whereabouts.ts'

const ways = ['typo', 'swapped-date', 'married', 'nickname', 'moved', 'no-accents'] as const
type Way = (typeof ways)[number]

const isAscii = (text: string) => /^[\x20-\x7e]*$/.test(text)

function fits(way: Way, person: Person, today: Day): boolean {
  const [, month, dayOfMonth] = partsOf(person.born)
  const age = ageAt(person.born, today)
  if (person.marks.size > 0 || person.birthDate === null || person.name.family.length < 5) return false
  if (way === 'swapped-date') return dayOfMonth <= 12 && dayOfMonth !== month && age > 25
  if (way === 'married') return person.body === 'female' && age > 22 && age < 60 && person.name.maiden === ''
  if (way === 'nickname') return nicknames[person.name.given[0] ?? ''] !== undefined
  if (way === 'no-accents') return !isAscii(person.name.family + (person.name.given[0] ?? ''))
  return true
}

/** A second record of somebody earlier in the same hundred; `turn` goes through the ways in order. */
export function registeredTwice(
  ids: Readonly<{ seed: string; today: Day }>,
  random: Random,
  people: readonly Person[],
  number: number,
  turn: number,
): Person {
  const asked = ways[turn % ways.length] ?? 'typo'
  const apt = people.filter((person) => fits(asked, person, ids.today))
  const way = apt.length > 0 ? asked : 'typo'
  const able = apt.length > 0 ? apt : people.filter((person) => fits('typo', person, ids.today))
  const original = random.pick(able)
  const person: Person = {
    ...original,
    number,
    id: new Random(ids.seed, 'patient', number).uuid(),
    mrn: String(firstMrn + number),
    name: { ...original.name, given: original.name.given.slice(0, 1), nickname: '' },
    email: '',
    phones: original.phones.slice(0, 1),
    insurance: original.insurance.slice(0, 1),
    duplicateOf: original.number,
    marks: new Set(['duplicate']),
  }
  change(way, person, random)
  return person
}

function change(way: Way, person: Person, random: Random): void {
  const { name } = person
  const [first = ''] = name.given
  if (way === 'typo') name.family = mistype(random, name.family)
  if (way === 'nickname') name.given = [nicknames[first] ?? first]
  if (way === 'no-accents') {
    const plain = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
    name.family = plain(name.family)
    name.given = [plain(first)]
  }
  if (way === 'married') {
    name.maiden = ''
    name.family = random.pick(['Fairweather', 'Doyle', 'Rossi', 'Santos', 'Bergeron', 'Kowalski', 'Hathaway'])
  }
  if (way === 'moved') {
    person.address = drawPlace(random)
    person.phones = [{ use: 'mobile', number: phoneNumber(150_000 + person.number) }]
  }
  if (way === 'swapped-date') {
    const [year, month, day] = iso(person.born).split('-')
    person.birthDate = `${year}-${day}-${month}`
  }
}
