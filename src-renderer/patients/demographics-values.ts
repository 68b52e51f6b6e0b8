/** What the registration form holds while it is being filled: dates as typed until they can be read. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { DemographicsInput } from '../../shared/patients/demographics.ts'
import type { getPatient } from '../../shared/patients/get-patient.ts'
import type { registerPatient } from '../../shared/patients/register-patient.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'

export type CoverageValues = InputOf<typeof registerPatient>['coverages'][number]
type Group = 'address' | 'contact' | 'primaryCare'
export type FormValues = {
  /** Groups are always there while the form is open, and left out when they stayed empty. */
  demographics: Omit<DemographicsInput, Group> & { [K in Group]: NonNullable<DemographicsInput[K]> }
  coverages: CoverageValues[]
  /** While registering: where they belong. */
  places: string[]
  active: boolean
  deceased: boolean
  deceasedOn: string | null
}

export const emptyAddress = { line1: '', line2: '', city: '', state: '', zip: '', country: 'US' }
export const emptyCoverage: CoverageValues = {
  coverageId: null,
  payerName: '',
  payerId: '',
  memberId: '',
  groupNumber: '',
  planName: '',
  relationship: 'self',
  startsOn: null,
  endsOn: null,
}

const noContact = { name: '', relationship: '', phone: '' }
const noPrimaryCare = { name: '', npi: '' }

export const emptyForm: FormValues = {
  demographics: {
    family: '',
    given: '',
    middle: '',
    prefix: '',
    suffix: '',
    preferredName: '',
    birthDate: null,
    sex: 'unknown',
    birthSex: null,
    race: [],
    ethnicity: '',
    language: '',
    maritalStatus: '',
    phones: [{ use: 'mobile', number: '' }],
    email: '',
    address: emptyAddress,
    contact: noContact,
    primaryCare: noPrimaryCare,
  },
  coverages: [],
  places: [],
  active: true,
  deceased: false,
  deceasedOn: null,
}

const relationships = ['self', 'spouse', 'child', 'other'] as const

/** The form of a patient as they are now. */
export function formOf({ patient, coverages }: OutputOf<typeof getPatient>): FormValues {
  return {
    demographics: {
      family: patient.family,
      given: patient.given,
      middle: patient.middle,
      prefix: patient.prefix,
      suffix: patient.suffix,
      preferredName: patient.preferredName,
      birthDate: patient.birthDate,
      sex: patient.sex,
      birthSex: patient.birthSex,
      race: patient.race,
      ethnicity: patient.ethnicity,
      language: patient.language,
      maritalStatus: patient.maritalStatus,
      phones: patient.phones,
      email: patient.email,
      address: patient.address ?? emptyAddress,
      contact: patient.contact ?? noContact,
      primaryCare: patient.primaryCare ?? noPrimaryCare,
    },
    coverages: coverages
      .filter((row) => row.status === 'active')
      .map((row) => ({
        coverageId: row.id,
        payerName: row.payerName,
        payerId: row.payerId,
        memberId: row.memberId,
        groupNumber: row.groupNumber,
        planName: row.planName,
        relationship: relationships.find((each) => each === row.relationship) ?? 'other',
        startsOn: row.startsOn,
        endsOn: row.endsOn,
      })),
    places: [],
    active: patient.active,
    deceased: patient.deceased,
    deceasedOn: patient.deceasedOn,
  }
}

const blank = (value: object): boolean =>
  Object.entries(value).every(([key, text]) => text === '' || key === 'country')

/** What is left empty is not sent: no phone without a number, no contact without a word. Where they belong is said while registering only. */
export function withoutBlanks({ places: _places, ...values }: FormValues) {
  const { phones, address, contact, primaryCare, ...rest } = values.demographics
  return {
    ...values,
    demographics: {
      ...rest,
      birthDate: rest.birthDate || null,
      phones: phones.filter((phone) => phone.number.trim() !== ''),
      address: blank(address) ? null : address,
      contact: blank(contact) ? null : contact,
      primaryCare: blank(primaryCare) ? null : primaryCare,
    },
    deceasedOn: values.deceasedOn || null,
    coverages: values.coverages.map((coverage) => ({
      ...coverage,
      startsOn: coverage.startsOn || null,
      endsOn: coverage.endsOn || null,
    })),
  }
}
