/** A person as FHIR resources: the patient with US Core extensions, and their insurance. */
import type { Coverage, Extension, HumanName, Identifier, Patient } from '@medplum/fhirtypes'
import { payers } from './data/organizations.ts'
import { languageNames, raceCodes } from './data/origins.ts'
import { ageAt, iso, type Day } from './days.ts'
import type { Clinician, Directory } from './directory.ts'
import { coding, hl7, hl7Concept, period, systems, usCore } from './fhir.ts'
import type { Insurance, Person } from './person.ts'
import { Random } from './random.ts'

const omb = 'urn:oid:2.16.840.1.113883.6.238'
const text = (value: string): Extension => ({ url: 'text', valueString: value })

function raceExtension(person: Person): Extension {
  const known = person.races.flatMap((race) => (race === 'Other' ? [] : [raceCodes[race]]))
  const words = person.races.includes('Other')
    ? [...known.map(([, display]) => display), 'Other']
    : known.map(([, display]) => display)
  const values: Extension[] =
    person.races.length === 0
      ? [{ url: 'ombCategory', valueCoding: coding(hl7('v3-NullFlavor'), 'ASKU', 'asked but unknown') }]
      : known.map(([code, display]) => ({ url: 'ombCategory', valueCoding: coding(omb, code, display) }))
  return {
    url: usCore('us-core-race'),
    extension: [...values, text(words.join(', ') || 'Asked but no answer')],
  }
}

function ethnicityExtension(person: Person): Extension {
  if (person.hispanic === null)
    return {
      url: usCore('us-core-ethnicity'),
      extension: [
        { url: 'ombCategory', valueCoding: coding(hl7('v3-NullFlavor'), 'ASKU', 'asked but unknown') },
        text('Asked but no answer'),
      ],
    }
  const [code, display] = person.hispanic
    ? (['2135-2', 'Hispanic or Latino'] as const)
    : (['2186-5', 'Not Hispanic or Latino'] as const)
  return {
    url: usCore('us-core-ethnicity'),
    extension: [{ url: 'ombCategory', valueCoding: coding(omb, code, display) }, text(display)],
  }
}

function namesOf(person: Person): HumanName[] {
  const { name } = person
  const whole = (use: HumanName['use'], family: string, given: string[]): HumanName => ({
    ...(use !== undefined && { use }),
    ...(family !== '' && { family }),
    ...(given.length > 0 && { given }),
  })
  // somebody with one name has it in either field, depending on who typed it
  const official =
    name.given.length === 0 && person.number % 2 === 1
      ? whole('official', '', [name.family])
      : whole('official', name.family, name.given)
  if (name.prefix !== '') official.prefix = [name.prefix]
  if (name.suffix !== '') official.suffix = [name.suffix]
  const names = [official]
  if (name.chosen.length > 0) names.push(whole('usual', name.family, name.chosen))
  if (name.nickname !== '') names.push(whole('nickname', '', [name.nickname]))
  if (name.maiden !== '') names.push(whole('maiden', name.maiden, name.given))
  return names
}

/** Social security numbers that cannot be: the area 900 to 999 is never given, and groups under 50 are no ITIN. */
function identifiersOf(seed: string, person: Person, today: Day): Identifier[] {
  const random = new Random(seed, 'identifiers', person.number)
  const list: Identifier[] = [
    {
      use: 'usual',
      type: hl7Concept('v2-0203', 'MR', 'Medical record number'),
      system: systems.mrn,
      value: person.mrn,
    },
  ]
  const ssn = `9${random.digits(2)}-${String(random.int(1, 49)).padStart(2, '0')}-${random.digits(4)}`
  if (random.chance(0.42) && person.duplicateOf === null)
    list.push({
      type: hl7Concept('v2-0203', 'SS', 'Social Security number'),
      system: systems.ssn,
      value: ssn,
    })
  const license = `S99${random.digits(6)}`
  if (random.chance(0.35) && ageAt(person.born, today) > 17)
    list.push({
      type: hl7Concept('v2-0203', 'DL', "Driver's license number"),
      system: systems.license,
      value: license,
    })
  return list
}

const maritalWords = {
  D: 'Divorced',
  L: 'Legally Separated',
  M: 'Married',
  S: 'Never Married',
  T: 'Domestic partner',
  W: 'Widowed',
}

export function patientResource(
  seed: string,
  person: Person,
  today: Day,
  directory: Directory,
  primary: Clinician,
): Patient {
  const extension: Extension[] = [raceExtension(person), ethnicityExtension(person)]
  if (person.birthSex) extension.push({ url: usCore('us-core-birthsex'), valueCode: person.birthSex })
  if (person.interpreter)
    extension.push({
      url: usCore('us-core-interpreter-needed'),
      valueCoding: coding(systems.snomed, '373066001', 'Yes'),
    })
  const { address, contact } = person
  return {
    resourceType: 'Patient',
    id: person.id,
    extension,
    identifier: identifiersOf(seed, person, today),
    active: person.active,
    name: namesOf(person),
    ...(person.phones.length + person.email.length > 0 && {
      telecom: [
        ...person.phones.map(({ use, number }) => ({ system: 'phone' as const, value: number, use })),
        ...(person.email === ''
          ? []
          : [{ system: 'email' as const, value: person.email, use: 'home' as const }]),
      ],
    }),
    gender: person.gender,
    ...(person.birthDate !== null && { birthDate: person.birthDate }),
    ...deceasedOf(person),
    ...(address && {
      address: [
        {
          use: person.marks.has('shelter') ? ('temp' as const) : ('home' as const),
          line: [address.line1, address.line2].filter((line) => line !== ''),
          city: address.city,
          state: address.state,
          postalCode: address.zip,
          country: 'US',
        },
      ],
    }),
    ...(person.marital !== '' && {
      maritalStatus: {
        coding: [coding(hl7('v3-MaritalStatus'), person.marital, maritalWords[person.marital])],
        text: maritalWords[person.marital],
      },
    }),
    ...(person.birthOrder !== null && { multipleBirthInteger: person.birthOrder }),
    ...(contact && {
      contact: [
        {
          relationship: [
            { coding: [coding(hl7('v2-0131'), 'C', 'Emergency Contact')], text: contact.relationship },
          ],
          name: { text: contact.name },
          ...(contact.phone !== '' && { telecom: [{ system: 'phone' as const, value: contact.phone }] }),
        },
      ],
    }),
    communication: [
      {
        language: {
          coding: [coding('urn:ietf:bcp:47', person.language, languageNames[person.language])],
          text: languageNames[person.language] ?? person.language,
        },
        preferred: true,
      },
    ],
    generalPractitioner: [{ ...primary.reference, identifier: { system: systems.npi, value: primary.npi } }],
    managingOrganization: directory.practice,
  }
}

/** Of some it is only known that they died. */
function deceasedOf(person: Person): Pick<Patient, 'deceasedBoolean' | 'deceasedDateTime'> {
  if (person.died === null) return {}
  return person.number % 11 === 5 ? { deceasedBoolean: true } : { deceasedDateTime: iso(person.died) }
}

export function coverageResources(
  seed: string,
  person: Person,
  today: Day,
  directory: Directory,
): Coverage[] {
  const random = new Random(seed, 'coverage', person.number)
  const current = person.insurance.filter(
    (each) => each.to === null || each.to >= today || each.to === person.died,
  )
  const past = person.insurance.filter((each) => !current.includes(each))
  return [...current, ...past].map((each, index) =>
    coverage(seed, random.uuid(), person, each, index + 1, directory, today),
  )
}

function coverage(
  seed: string,
  id: string,
  person: Person,
  each: Insurance,
  order: number,
  directory: Directory,
  today: Day,
): Coverage {
  const row = payers.find((payer) => payer.key === each.payer)
  const payor = directory.payers.get(each.payer)
  if (!row || !payor) throw new Error(`no payer ${each.payer}`)
  const ended = each.to !== null && each.to < today
  const holder = each.holder === null ? null : new Random(seed, 'patient', each.holder).uuid()
  const patient = { reference: `Patient/${person.id}` }
  return {
    resourceType: 'Coverage',
    id,
    identifier: [
      {
        type: hl7Concept('v2-0203', 'MB', 'Member Number'),
        system: `${systems.payerId}/${row.payerId}`,
        value: each.memberId,
      },
    ],
    status: ended ? 'cancelled' : 'active',
    type: { coding: [coding(systems.actCode, row.type[0], row.type[1])] },
    subscriber: holder === null ? patient : { reference: `Patient/${holder}`, display: each.holderName },
    subscriberId: each.memberId,
    beneficiary: patient,
    relationship: hl7Concept('subscriber-relationship', each.relationship),
    period: period(iso(each.from), each.to === null ? null : iso(each.to)),
    payor: [{ ...payor, identifier: { system: systems.payerId, value: row.payerId } }],
    class: [
      ...(each.group === '' ? [] : [{ type: hl7Concept('coverage-class', 'group'), value: each.group }]),
      { type: hl7Concept('coverage-class', 'plan'), value: each.plan, name: each.plan },
    ],
    order,
  }
}
