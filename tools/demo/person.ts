/** What is true of one made-up person, before any of it becomes a FHIR resource. */
import type { Origin } from './data/family-names.ts'
import type { Race } from './data/origins.ts'
import type { Day } from './days.ts'

export type Body = 'female' | 'male'

/** What is special about somebody, so that every screen has its hard case. */
export type Mark =
  | 'birth-month-only'
  | 'birth-year-only'
  | 'chosen-name'
  | 'died'
  | 'duplicate'
  | 'failure-to-thrive'
  | 'inactive'
  | 'large'
  | 'long-chart'
  | 'long-name'
  | 'many-allergies'
  | 'mononym'
  | 'newborn'
  | 'no-address'
  | 'no-birth-date'
  | 'no-phone'
  | 'one-letter'
  | 'other-gender'
  | 'preterm'
  | 'shelter'
  | 'small'
  | 'triplet'
  | 'twin'
  | 'unknown-sex'

export type PersonName = {
  family: string
  given: string[]
  prefix: string
  suffix: string
  /** What they are called, if not the first given name. */
  nickname: string
  /** Surname at birth, where marriage changed it. */
  maiden: string
  /** The name in use where it differs from the one in documents. */
  chosen: string[]
}

export type Place = { line1: string; line2: string; city: string; state: string; zip: string }

export type Insurance = {
  payer: string
  plan: string
  memberId: string
  group: string
  relationship: 'self' | 'spouse' | 'child'
  /** Number of the patient whose policy it is, when it is another's. */
  holder: number | null
  holderName: string
  from: Day
  to: Day | null
}

export type Person = {
  /** Place in the practice, from 0: the same person whatever the size of the demo. */
  readonly number: number
  readonly id: string
  readonly mrn: string
  name: PersonName
  origin: Origin
  /** What growth, laboratory ranges and screening follow. */
  body: Body
  gender: 'female' | 'male' | 'other' | 'unknown'
  birthSex: 'F' | 'M' | 'UNK' | null
  born: Day
  /** As far as the practice knows it. */
  birthDate: string | null
  died: Day | null
  races: Race[]
  hispanic: boolean | null
  language: string
  interpreter: boolean
  /** v3 MaritalStatus. */
  marital: '' | 'D' | 'L' | 'M' | 'S' | 'T' | 'W'
  address: Place | null
  phones: { use: 'mobile' | 'home' | 'work'; number: string }[]
  email: string
  contact: { name: string; relationship: string; phone: string } | null
  birthOrder: number | null
  insurance: Insurance[]
  active: boolean
  /** The duplicate record of which person, by number. */
  duplicateOf: number | null
  marks: Set<Mark>
}

/** As it stands on a chart: given names, family name, suffix. */
export const fullName = (name: PersonName): string =>
  [...name.given, name.family].filter((part) => part !== '').join(' ') +
  (name.suffix === '' ? '' : `, ${name.suffix}`)

export const firstName = (name: PersonName): string => name.given[0] ?? name.family
