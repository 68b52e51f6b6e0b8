/** Names, addresses and ways to reach somebody. Source: FHIR R4 HumanName, Address, ContactPoint, Identifier. */
import type { Address, ContactPoint, HumanName, Identifier } from '@medplum/fhirtypes'
import { writePhone } from '../patients/demographics.ts'
import { codeOf, concept, list, number, text, texts } from './read-element.ts'

export type PersonName = Readonly<{
  use: string
  family: string
  given: string
  middle: string
  prefix: string
  suffix: string
}>

/** A name that is only a text is taken to have its family name last. */
export function readName(name: HumanName, path: string): PersonName {
  const whole = text(name.text, `${path}.text`)
  const family = text(name.family, `${path}.family`)
  const given = texts(name.given, `${path}.given`)
  const split = family === '' && given.length === 0 ? whole.trim().split(/\s+/) : null
  const parts = split ? split.slice(0, -1) : given
  return {
    use: text(name.use, `${path}.use`),
    family: split ? (split.at(-1) ?? '') : family,
    given: parts[0] ?? '',
    middle: parts.slice(1).join(' '),
    prefix: texts(name.prefix, `${path}.prefix`).join(' '),
    suffix: texts(name.suffix, `${path}.suffix`).join(', '),
  }
}

/** `Dr. Ana Rivera, MD`: as a colleague is named. */
export function nameInFull(name: HumanName, path: string): string {
  const read = readName(name, path)
  const parts = [read.prefix, read.given, read.middle, read.family].filter(Boolean).join(' ')
  return text(name.text, `${path}.text`) || [parts, read.suffix].filter(Boolean).join(', ')
}

/** The order names are chosen in: the legal one, the usual one, one of no use said; never one of the past. */
const uses = ['official', 'usual', '', 'temp', 'nickname', 'anonymous', 'maiden', 'old']
export const byUse = <T extends { use: string }>(names: readonly T[]): T[] =>
  [...names].sort((a, b) => place(a.use) - place(b.use))
const place = (use: string) => (uses.includes(use) ? uses.indexOf(use) : 2)

type Reach = Readonly<{
  phones: { use: 'mobile' | 'home' | 'work' | 'other'; number: string }[]
  email: string
}>

/** Telephone numbers and the first e-mail address that are still in use, the preferred ones first. */
export function readTelecom(points: readonly ContactPoint[] | undefined, path: string): Reach {
  const found = list(points, path).map((point, index) => ({
    system: text(point.system, `${path}[${index}].system`),
    value: text(point.value, `${path}[${index}].value`).trim(),
    use: text(point.use, `${path}[${index}].use`),
    rank: number(point.rank, `${path}[${index}].rank`) ?? 1000,
  }))
  const current = found.filter((point) => point.value !== '' && point.use !== 'old')
  const ranked = current.sort((a, b) => a.rank - b.rank)
  return {
    phones: ranked
      .filter(({ system }) => system === 'phone' || system === 'sms' || system === '')
      .map(({ use, value }) => ({ use: phoneUse(use), number: writePhone(value) })),
    email: ranked.find(({ system }) => system === 'email')?.value ?? '',
  }
}
const phoneUse = (use: string) =>
  use === 'mobile' ? 'mobile' : use === 'home' ? 'home' : use === 'work' ? 'work' : 'other'

export type PostalAddress = Readonly<{
  line1: string
  line2: string
  city: string
  state: string
  zip: string
  country: string
}>

/** The address somebody lives at: not one of the past, at home before elsewhere. */
export function readAddress(addresses: readonly Address[] | undefined, path: string): PostalAddress | null {
  const all = list(addresses, path)
  const current = all.filter((each) => each.use !== 'old')
  const chosen = current.find((each) => each.use === 'home') ?? current[0]
  if (!chosen) return null
  const at = `${path}[${all.indexOf(chosen)}]`
  const lines = texts(chosen.line, `${at}.line`)
  const city = text(chosen.city, `${at}.city`)
  // one that is only a text is a line
  const whole = lines.length === 0 && city === '' ? text(chosen.text, `${at}.text`) : ''
  return {
    line1: lines[0] ?? whole,
    line2: lines.slice(1).join(', '),
    city,
    state: text(chosen.state, `${at}.state`),
    zip: text(chosen.postalCode, `${at}.postalCode`),
    country: text(chosen.country, `${at}.country`),
  }
}

export const addressInLine = (address: PostalAddress | null): string | null =>
  address &&
  [address.line1, address.line2, address.city, `${address.state} ${address.zip}`.trim(), address.country]
    .filter(Boolean)
    .join(', ')

export type Number = Readonly<{ kind: string; system: string | null; value: string; use: string }>

/** Numbers with what kind they are (HL7 v2 table 0203), without those that have no value. */
export const readIdentifiers = (identifiers: readonly Identifier[] | undefined, path: string): Number[] =>
  list(identifiers, path)
    .map((identifier, index) => {
      const at = `${path}[${index}]`
      return {
        kind:
          codeOf(identifier.type, `${at}.type`) ||
          (identifier.system === ssnSystem ? 'SS' : concept(identifier.type, `${at}.type`).text),
        system: text(identifier.system, `${at}.system`) || null,
        value: text(identifier.value, `${at}.value`).trim(),
        use: text(identifier.use, `${at}.use`),
      }
    })
    .filter(({ value }) => value !== '')
const ssnSystem = 'http://hl7.org/fhir/sid/us-ssn'
