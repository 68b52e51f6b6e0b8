/** A patient and their insurance as FHIR R4, from our rows: what the mapping of an import reads back as the same rows. */
import type { RowOf } from '../kernel/record.ts'
import type { coverages } from '../patients/coverage.ts'
import type { Patient } from '../patients/patient.ts'
import { npiSystem } from './mapping.ts'
import { us } from './us-core.ts'
import { conceptOf, filled, hl7, periodOf, referenceOf, type Bag, type RefTo } from './write-element.ts'

const numberKinds = hl7('v2-0203')

/** `mrnSystem`: under which system the MRN stood where it came from; null where it was given here. */
export function writePatient(row: Patient, mrnSystem: string | null = null): Bag {
  const { address, contact, primaryCare } = row
  return filled({
    resourceType: 'Patient',
    extension: us.write(row),
    identifier: [
      filled({
        use: 'usual',
        type: { coding: [{ system: numberKinds, code: 'MR' }] },
        system: mrnSystem,
        value: row.mrn,
      }),
      ...row.identifiers.map(({ kind, system, value }) =>
        filled({
          type: kind === '' ? {} : { coding: [{ system: numberKinds, code: kind }] },
          system,
          value,
        }),
      ),
    ],
    active: row.active,
    name: namesOf(row),
    telecom: [
      ...row.phones.map(({ use, number }, index) =>
        filled({ system: 'phone', value: number, use: use === 'other' ? null : use, rank: index + 1 }),
      ),
      ...(row.email === '' ? [] : [{ system: 'email', value: row.email }]),
    ],
    gender: row.sex,
    birthDate: row.birthDate,
    ...(row.deceasedOn === null
      ? row.deceased && { deceasedBoolean: true }
      : { deceasedDateTime: row.deceasedOn }),
    address: address
      ? [
          filled({
            use: 'home',
            line: [address.line1, address.line2].filter(Boolean),
            city: address.city,
            state: address.state,
            postalCode: address.zip,
            country: address.country,
          }),
        ]
      : [],
    maritalStatus: conceptOf(row.maritalStatus),
    multipleBirthInteger: row.birthOrder,
    contact: contact
      ? [
          filled({
            relationship: contact.relationship === '' ? [] : [conceptOf(contact.relationship)],
            name: contact.name === '' ? {} : { text: contact.name },
            telecom: contact.phone === '' ? [] : [{ system: 'phone', value: contact.phone }],
          }),
        ]
      : [],
    communication: row.language === '' ? [] : [{ language: conceptOf(row.language), preferred: true }],
    generalPractitioner: primaryCare
      ? [
          filled({
            display: primaryCare.name,
            identifier: primaryCare.npi === '' ? {} : { system: npiSystem, value: primaryCare.npi },
          }),
        ]
      : [],
  })
}

function namesOf(row: Patient): Bag[] {
  const named = row.otherNames.some(({ given }) => given === row.preferredName)
  return [
    filled({
      use: 'official',
      family: row.family,
      given: [row.given, ...row.middle.split(' ')].filter(Boolean),
      prefix: row.prefix === '' ? [] : [row.prefix],
      suffix: row.suffix === '' ? [] : [row.suffix],
    }),
    ...(row.preferredName === '' || named ? [] : [{ use: 'usual', given: [row.preferredName] }]),
    ...row.otherNames.map(({ use, family, given }) =>
      filled({ use, family, given: given === '' ? [] : [given] }),
    ),
  ]
}

export function writeCoverage(row: RowOf<typeof coverages>, to: RefTo): Bag {
  const patient = referenceOf(to('Patient', row.patientId))
  const plan = (code: string, value: string) =>
    value === '' ? [] : [{ type: { coding: [{ system: hl7('coverage-class'), code }] }, value }]
  return filled({
    resourceType: 'Coverage',
    status: row.status,
    subscriberId: row.memberId,
    beneficiary: patient,
    relationship: conceptOf(row.relationship),
    period: periodOf(row.startsOn, row.endsOn),
    payor: [filled({ display: row.payerName, identifier: row.payerId === '' ? {} : { value: row.payerId } })],
    class: [...plan('group', row.groupNumber), ...plan('plan', row.planName)],
    order: row.rank,
  })
}
