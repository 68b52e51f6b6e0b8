/** FHIR R4 Patient, with US Core race, ethnicity and birth sex, as a patient of the practice. */
import type { Patient as FhirPatient } from '@medplum/fhirtypes'
import type { Patient } from '../patients/patient.ts'
import type { Mapping } from './mapping.ts'
import { moment, partialDate } from './read-date.ts'
import { codeOf, concept, element, list, number, oneOf, text, yes } from './read-element.ts'
import { byUse, nameInFull, readAddress, readIdentifiers, readName, readTelecom } from './read-person.ts'
import { Refused } from './refusal.ts'
import { readBirthSex, readEthnicity, readRace } from './us-core.ts'

/** `mrn` is empty where the source gave no medical record number: then the practice gives one. */
export function mapPatient(patient: FhirPatient, { id, receivedAt }: Mapping): Patient {
  const deceasedAt = moment(patient.deceasedDateTime, 'deceasedDateTime')
  const reach = readTelecom(patient.telecom, 'telecom')
  return {
    id,
    ...namesOf(patient),
    ...numbersOf(patient),
    birthDate: partialDate(patient.birthDate, 'birthDate'),
    deceased: yes(patient.deceasedBoolean, 'deceasedBoolean') ?? deceasedAt !== null,
    deceasedOn: fullDay(partialDate(patient.deceasedDateTime, 'deceasedDateTime')),
    sex: oneOf(text(patient.gender, 'gender'), ['female', 'male', 'other', 'unknown'], 'unknown'),
    birthSex: readBirthSex(patient.extension),
    race: readRace(patient.extension),
    ethnicity: readEthnicity(patient.extension),
    language: languageOf(patient),
    maritalStatus: maritalStatusOf(patient),
    birthOrder: birthOrderOf(patient),
    phones: reach.phones,
    email: reach.email,
    address: readAddress(patient.address, 'address'),
    contact: contactOf(patient),
    primaryCare: primaryCareOf(patient),
    active: yes(patient.active, 'active') ?? true,
    registeredAt: receivedAt,
  }
}

function namesOf(patient: FhirPatient) {
  const names = list(patient.name, 'name').map((name, index) => readName(name, `name[${index}]`))
  const [main, ...others] = byUse(names.filter((name) => name.family !== '' || name.given !== ''))
  if (!main) throw new Refused('element.missing', 'name')
  const { use: _use, ...name } = main
  const called = others.find(({ use }) => use === 'nickname' || use === 'usual')
  return {
    ...name,
    preferredName: called && called.given !== main.given ? called.given : '',
    otherNames: others.map((other) => ({
      use: other.use,
      family: other.family,
      given: [other.given, other.middle].filter(Boolean).join(' '),
    })),
  }
}

/** The record number in everyday use, else the official one, else the first; all other numbers beside it. */
function numbersOf(patient: FhirPatient) {
  const numbers = readIdentifiers(patient.identifier, 'identifier')
  const records = numbers.filter(({ kind, value }) => kind === 'MR' && value.length <= 60)
  const mrn =
    records.find(({ use }) => use === 'usual') ?? records.find(({ use }) => use === 'official') ?? records[0]
  return {
    mrn: mrn?.value ?? '',
    identifiers: numbers
      .filter((each) => each !== mrn)
      .map(({ kind, system, value }) => ({ kind, system, value })),
  }
}

/** Under which system the number stands that mapPatient made the MRN of. */
export function systemOfMrn(patient: FhirPatient, mrn: string): string | null {
  const numbers = readIdentifiers(patient.identifier, 'identifier')
  return numbers.find(({ kind, value }) => kind === 'MR' && value === mrn)?.system ?? null
}

function languageOf(patient: FhirPatient): string {
  const spoken = list(patient.communication, 'communication')
  const chosen = spoken.find((each) => each.preferred === true) ?? spoken[0]
  if (!chosen) return ''
  const { text: words, code } = concept(chosen.language, 'communication.language')
  return words === code ? nameOfLanguage(words) : words
}
const languages = new Intl.DisplayNames(['en'], { type: 'language' })
function nameOfLanguage(code: string): string {
  try {
    return languages.of(code) ?? code
  } catch {
    return code
  }
}

const maritalStatuses: Readonly<Record<string, string>> = {
  A: 'Annulled',
  C: 'Common law',
  D: 'Divorced',
  I: 'Interlocutory',
  L: 'Legally separated',
  M: 'Married',
  P: 'Polygamous',
  S: 'Never married',
  T: 'Domestic partner',
  U: 'Unmarried',
  W: 'Widowed',
  UNK: 'Unknown',
}
/** In words also where the source says no more than the code. */
function maritalStatusOf(patient: FhirPatient): string {
  const code = codeOf(patient.maritalStatus, 'maritalStatus')
  const { text: words } = concept(patient.maritalStatus, 'maritalStatus')
  return words.length > 3 ? words : (maritalStatuses[code] ?? words)
}

function birthOrderOf(patient: FhirPatient): number | null {
  const order = number(patient.multipleBirthInteger, 'multipleBirthInteger')
  return order !== null && Number.isInteger(order) && order >= 1 && order <= 12 ? order : null
}

function contactOf(patient: FhirPatient) {
  const [contact] = list(patient.contact, 'contact')
  if (!contact) return null
  const name = element(contact.name, 'contact[0].name')
  const { phones } = readTelecom(contact.telecom, 'contact[0].telecom')
  const found = {
    name: name ? nameInFull(name, 'contact[0].name') : '',
    relationship: list(contact.relationship, 'contact[0].relationship')
      .map((each) => concept(each, 'contact[0].relationship').text)
      .join(', '),
    phone: phones[0]?.number ?? '',
  }
  return found.name === '' && found.phone === '' ? null : found
}

/** Only what the reference itself says: who it names may never come in. */
function primaryCareOf(patient: FhirPatient) {
  const named = list(patient.generalPractitioner, 'generalPractitioner').find((each) => each.display)
  if (!named) return null
  const identifier = named.identifier
  const npi =
    identifier?.system === 'http://hl7.org/fhir/sid/us-npi'
      ? text(identifier.value, 'generalPractitioner')
      : ''
  return { name: text(named.display, 'generalPractitioner'), npi }
}

const fullDay = (date: string | null): string | null => (date?.length === 10 ? date : null)
