import { z } from 'zod'
import { Id, Instant, LocalDate, PartialDate, stored } from '../kernel/fields.ts'
import { digitsOf, foldText, foldWords } from '../kernel/fold.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'

export const Sex = z.enum(['female', 'male', 'other', 'unknown'])
export const PhoneUse = z.enum(['mobile', 'home', 'work', 'other'])

export const Phone = z.strictObject({ use: PhoneUse, number: stored(60) })
export const Address = z.strictObject({
  line1: stored(200),
  line2: stored(200),
  city: stored(100),
  state: stored(60),
  zip: stored(20),
  country: stored(60),
})
/** A number other than the MRN. Source: FHIR R4 Identifier, type from HL7 v2 table 0203 (SS, DL, PPN, MR). */
export const Identifier = z.strictObject({
  kind: stored(20),
  system: stored(200).nullable(),
  value: stored(200),
})
export const OtherName = z.strictObject({ use: stored(40), family: stored(200), given: stored(200) })
export const Contact = z.strictObject({ name: stored(200), relationship: stored(100), phone: stored(60) })

export const PrimaryCare = z.strictObject({ name: stored(200), npi: stored(40) })

/** One person the practice cares for. Source: FHIR R4 Patient with US Core race, ethnicity and birth sex. */
export const patients = defineRecord({
  type: 'patient',
  safety: 'high',
  table: 'patients',
  patient: 'id',
  merge: {
    all: 'identity',
    prefix: 'low',
    suffix: 'low',
    preferredName: 'low',
    language: 'low',
    maritalStatus: 'low',
    phones: 'low',
    email: 'low',
    address: 'low',
    contact: 'low',
    primaryCare: 'low',
    active: 'clinical',
    deceased: 'clinical',
    deceasedOn: 'clinical',
    registeredAt: 'immutable',
  },
  row: z.strictObject({
    id: Id,
    mrn: stored(60),
    family: stored(200),
    given: stored(200),
    middle: stored(200),
    prefix: stored(40),
    suffix: stored(40),
    preferredName: stored(200),
    otherNames: z.array(OtherName).max(20),
    birthDate: PartialDate.nullable(),
    deceased: z.boolean(),
    deceasedOn: LocalDate.nullable(),
    sex: Sex,
    birthSex: z.enum(['F', 'M', 'UNK']).nullable(),
    /** OMB categories in words (US Core race). */
    race: z.array(stored(120)).max(20),
    ethnicity: stored(120),
    language: stored(120),
    maritalStatus: stored(120),
    /** Order among twins or triplets, 1 for the first born. */
    birthOrder: z.int().min(1).max(12).nullable(),
    phones: z.array(Phone).max(12),
    email: stored(200),
    address: Address.nullable(),
    contact: Contact.nullable(),
    identifiers: z.array(Identifier).max(60),
    /** Who looks after the patient in general, here or elsewhere. */
    primaryCare: PrimaryCare.nullable(),
    active: z.boolean(),
    registeredAt: Instant,
  }),
  derived: {
    columns: ['sortName', 'searchText', 'numbers'],
    of: (row) => ({
      sortName: sortName(row),
      searchText: nameWords(row).join(' '),
      numbers: JSON.stringify(numbersOf(row)),
    }),
  },
})
export type Patient = RowOf<typeof patients>

/** `okon, raeann marie`: the order lists are in. Somebody with one name only is filed under that. */
export function sortName(row: { family: string; given: string; middle: string }): string {
  const given = foldText(`${row.given} ${row.middle}`)
  return row.family === '' ? `${given}, ` : `${foldText(row.family)}, ${given}`
}

/** Every word the patient can be found by, each also joined across its hyphen or without what stands before its apostrophe. */
export function nameWords(row: {
  family: string
  given: string
  middle: string
  preferredName: string
  otherNames: ReadonlyArray<{ family: string; given: string }>
}): string[] {
  const names = [row.family, row.given, row.middle, row.preferredName]
  for (const other of row.otherNames) names.push(other.family, other.given)
  const found = new Set<string>()
  for (const part of names.join(' ').split(/\s+/)) {
    const words = foldWords(part)
    for (const word of words) found.add(word)
    if (words.length > 1) found.add(words.join(''))
    for (const word of foldWords(part.replace(/['’‘`´ʼ]/g, ' '))) if (word.length > 1) found.add(word)
  }
  return [...found]
}

/** MRN, and phone numbers whole and by their last seven and last four digits. */
function numbersOf(row: { mrn: string; phones: ReadonlyArray<{ number: string }> }): string[] {
  const found = new Set<string>()
  const mrn = foldText(row.mrn).replaceAll(' ', '')
  if (mrn) found.add(mrn)
  for (const phone of row.phones) {
    const digits = digitsOf(phone.number).slice(-10)
    if (digits.length >= 7) found.add(digits).add(digits.slice(-7))
    if (digits.length >= 4) found.add(digits.slice(-4))
  }
  return [...found]
}
