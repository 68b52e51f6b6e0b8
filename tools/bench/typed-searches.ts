/** What people type to find somebody, key by key. */
import type { Reader } from '../../src-main/store/reader.ts'
import { Random } from '../demo/random.ts'

export const kinds = [
  'family, given',
  'given family',
  'accents',
  'birth date',
  'record number',
  'phone',
  'misspelt',
  'nobody',
] as const
export type Kind = (typeof kinds)[number]

/** One thing typed, with the text after each of its keys: what the screen asks for. */
export type TypedSearch = Readonly<{ kind: Kind; whole: string; keys: readonly string[] }>

type Person = {
  family: string
  given: string
  birthDate: string | null
  mrn: string
  phones: { number: string }[]
}

/** How many of each kind: names most, as at a front desk. */
const share: Readonly<Record<Kind, number>> = {
  'family, given': 16,
  'given family': 10,
  accents: 6,
  'birth date': 8,
  'record number': 6,
  phone: 6,
  misspelt: 8,
  nobody: 3,
}

/** The same people and the same texts in every run on the same practice. */
export function typedSearches(read: Reader): TypedSearch[] {
  const random = new Random('bench', 'searches')
  const people = random.shuffle(
    read.rows<Person>(
      `SELECT family, given, birthDate, mrn, phones FROM patients
       WHERE n % 97 = 3 AND length(birthDate) = 10 AND given <> '' AND json_array_length(phones) > 0 ORDER BY n LIMIT 4000`,
    ),
  )
  return kinds.flatMap((kind) => {
    const able = people.filter((person) => isAble[kind]?.(person) ?? true)
    return able.slice(0, share[kind]).map((person) => {
      const whole = write[kind](person, random)
      return { kind, whole, keys: keysOf(whole) }
    })
  })
}

/** The screen trims: a space at the end asks for nothing new. */
export const keysOf = (whole: string): string[] => [
  ...new Set(Array.from({ length: whole.length }, (_, at) => whole.slice(0, at + 1).trim())),
]

const hasAccent = (text: string) => /[^\x20-\x7e]/.test(text)
const isAble: Partial<Record<Kind, (person: Person) => boolean>> = {
  accents: (person) => hasAccent(person.family) || hasAccent(person.given),
  misspelt: (person) => /^[A-Za-z]{6,}$/.test(person.family),
}

const write: Readonly<Record<Kind, (person: Person, random: Random) => string>> = {
  'family, given': ({ family, given }, random) =>
    `${plain(family)} ${plain(given).slice(0, random.int(1, 6))}`,
  'given family': ({ family, given }, random) =>
    `${plain(given)} ${plain(family).slice(0, random.int(2, 8))}`,
  accents: ({ family, given }) => `${family} ${given}`,
  'birth date': ({ birthDate, family }, random) => writeDate(birthDate ?? '', family, random),
  'record number': ({ mrn }) => mrn,
  phone: ({ phones }, random) => {
    const number = phones[0]?.number ?? ''
    return random.pick([number, number.slice(4), number.replaceAll('-', '').slice(-7)])
  },
  misspelt: ({ family, given }, random) => `${misspell(plain(family), random)} ${plain(given).slice(0, 3)}`,
  nobody: (_person, random) => random.pick(['zzyzx', 'qwrtpl', 'xxvoort']),
}

/** As typed in a hurry: small letters, no accents, no apostrophes. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’‘]/g, '')
    .toLowerCase()

function writeDate(date: string, family: string, random: Random): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return random.pick([
    `${Number(month)}/${Number(day)}/${year}`,
    `${month}${day}${year}`,
    date,
    `${plain(family)} ${year}`,
  ])
}

/** Two neighbours swapped, or one letter left out, never the first. */
function misspell(name: string, random: Random): string {
  const at = random.int(1, name.length - 3)
  return random.chance(0.5)
    ? name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
    : name.slice(0, at) + name.slice(at + 1)
}
