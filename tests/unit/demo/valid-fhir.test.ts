import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { mapResource, recordFor } from '../../../shared/exchange/map-resource.ts'
import { References } from '../../../shared/exchange/references.ts'
import { isNpi } from '../../../shared/patients/npi.ts'
import { readSchema } from '../../kit/fhir-schema.ts'
import { readDemo, sharedData, typeIn } from './read-demo.ts'

// 138 is in the middle of a household: one of triplets is there, the others are not
const { all, people } = readDemo({ patients: 138, longChart: true })

test('ids are UUIDs, each once, and every reference has its target', () => {
  const ids = new Set<string>()
  for (const { resourceType, id = '' } of all) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    ids.add(`${resourceType}/${id}`)
  }
  expect(ids.size).toBe(all.length)
  const unmet = new Set<string>()
  for (const resource of all)
    for (const [, target = ''] of JSON.stringify(resource).matchAll(
      /"(?:reference|url)":"([A-Z]\w+\/[^"]+)"/g,
    ))
      if (!ids.has(target)) unmet.add(`${resource.resourceType} -> ${target}`)
  expect([...unmet]).toEqual([])
})

test('the directory comes first, then one patient after another', () => {
  const first = all.findIndex(({ resourceType }) => resourceType === 'Patient')
  const directory = new Set(all.slice(0, first).map(({ resourceType }) => resourceType))
  expect([...directory]).toEqual(['Organization', 'Location', 'Practitioner', 'PractitionerRole'])
  const strangers = people.flatMap(({ patient, resources }) =>
    resources.filter((resource) => {
      const bag = resource as unknown as Record<string, { reference?: string } | undefined>
      const owner = bag['subject'] ?? bag['patient'] ?? bag['beneficiary']
      return owner !== undefined && owner.reference !== `Patient/${patient.id}`
    }),
  )
  expect(strangers).toEqual([])
})

test('every type of resource occurs that the records have a place for, and more', () => {
  const types = new Set(all.map(({ resourceType }) => resourceType))
  const wanted =
    'AllergyIntolerance Binary CarePlan CareTeam Claim Condition Coverage Device DiagnosticReport DocumentReference ' +
    'Encounter ExplanationOfBenefit Goal ImagingStudy Immunization Location Medication MedicationRequest ' +
    'MedicationStatement Observation Organization Patient Practitioner PractitionerRole Procedure Provenance ServiceRequest'
  expect([...types].toSorted()).toEqual(wanted.split(' '))
})

test('what US Core 6.1 requires is there', () => {
  const missing = new Map<string, number>()
  for (const resource of all) {
    const bag = resource as unknown as Record<string, unknown>
    for (const element of required[resource.resourceType] ?? [])
      if (!element.split('|').some((each) => bag[each] !== undefined)) {
        const what = `${resource.resourceType}.${element}`
        missing.set(what, (missing.get(what) ?? 0) + 1)
      }
  }
  expect([...missing]).toEqual([])
  for (const { identifier } of typeIn(all, 'Patient'))
    expect(identifier?.some(({ system, value }) => system !== undefined && value !== undefined)).toBe(true)
})

/** Elements of minimum cardinality 1, or of which one must be given. Source: US Core 6.1.0 profiles. */
const required: Readonly<Record<string, readonly string[]>> = {
  AllergyIntolerance: ['code', 'patient', 'verificationStatus'],
  CarePlan: ['text', 'status', 'intent', 'category', 'subject'],
  CareTeam: ['subject', 'participant'],
  Condition: ['category', 'code', 'subject'],
  Coverage: ['identifier|subscriberId', 'status', 'beneficiary', 'relationship', 'payor'],
  Device: ['type', 'patient'],
  DiagnosticReport: ['status', 'category', 'code', 'subject', 'effectiveDateTime', 'issued'],
  DocumentReference: ['status', 'type', 'category', 'subject', 'content'],
  Encounter: ['status', 'class', 'type', 'subject'],
  Goal: ['lifecycleStatus', 'description', 'subject'],
  Immunization: ['status', 'vaccineCode', 'patient', 'occurrenceDateTime', 'primarySource'],
  Location: ['name'],
  Medication: ['code'],
  MedicationRequest: [
    'status',
    'intent',
    'medicationCodeableConcept|medicationReference',
    'subject',
    'authoredOn',
    'requester',
  ],
  Observation: [
    'status',
    'category',
    'code',
    'subject',
    'effectiveDateTime',
    'valueQuantity|valueString|valueCodeableConcept|component',
  ],
  Organization: ['active', 'name'],
  Patient: ['identifier', 'name', 'gender', 'extension'],
  Practitioner: ['identifier', 'name'],
  PractitionerRole: ['telecom', 'practitioner', 'organization'],
  Procedure: ['status', 'code', 'subject', 'performedDateTime|performedPeriod'],
  Provenance: ['target', 'recorded', 'agent'],
  ServiceRequest: ['status', 'intent', 'code', 'subject'],
}

test('provider numbers are right, and are numbers that are not given out', () => {
  const numbers = [...typeIn(all, 'Practitioner'), ...typeIn(all, 'Organization')].flatMap(({ identifier }) =>
    (identifier ?? []).flatMap(({ system, value }) => (system?.endsWith('us-npi') ? (value ?? '') : [])),
  )
  expect(numbers.length).toBeGreaterThan(40)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(numbers.filter((number) => !isNpi(number) || !number.startsWith('2'))).toEqual([])
})

test('telephone numbers are those kept for fiction, and mail goes nowhere', () => {
  const ways = typeIn(all, 'Patient').flatMap(({ telecom = [], contact = [] }) => [
    ...telecom,
    ...contact.flatMap((each) => each.telecom ?? []),
  ])
  const phones = ways
    .filter(({ system }) => system === 'phone')
    .map(({ value = '' }) => value.replace(/\D/g, ''))
  expect(phones.length).toBeGreaterThan(200)
  expect(phones.filter((digits) => !/^1?[2-9]\d\d55501\d\d$/.test(digits))).toEqual([])
  const mail = ways.filter(({ system }) => system === 'email').map(({ value = '' }) => value)
  expect(mail.filter((address) => !/^[a-z0-9.]+@example\.(org|com|net)$/.test(address))).toEqual([])
})

test('the importer takes every one of them, and its rows fit', () => {
  const refused = new Map<string, number>()
  for (const resource of all) {
    const refs = new References({
      rowId: (_type, id) => id,
      patientId: people[0]?.patient.id ?? '',
      contained: [],
      fullUrl: () => undefined,
    })
    const place = {
      id: resource.id ?? '',
      patientId: people[0]?.patient.id ?? '',
      receivedAt: '2026-11-20T15:00:00.000Z',
      refs,
    }
    const row = mapResource(resource, place)
    const record = recordFor(resource.resourceType)
    const fault = row && record ? record.row.safeParse(row).error?.issues[0] : undefined
    if (fault) {
      const what = `${resource.resourceType}.${fault.path.join('.')}: ${fault.message}`
      refused.set(what, (refused.get(what) ?? 0) + 1)
    }
  }
  expect([...refused]).toEqual([])
})

describe('FHIR R4 JSON schema', () => {
  const file = sharedData('fhir-definitions/fhir.schema.json.gz')

  test.skipIf(file === null)('a sample of every type is valid', () => {
    const validate = readSchema(file ?? '')
    const faults = new Map<string, number>()
    let tried = 0
    const perType = new Map<string, number>()
    for (const resource of all) {
      const count = (perType.get(resource.resourceType) ?? 0) + 1
      perType.set(resource.resourceType, count)
      // every fortieth of the many, all of the few
      if (count > 60 && count % 40 !== 0) continue
      tried += 1
      const fault = validate(resource)
      if (fault !== null) faults.set(fault, (faults.get(fault) ?? 0) + 1)
    }
    expect([...faults]).toEqual([])
    expect(tried).toBeGreaterThan(1500)
    const [patient] = typeIn(all, 'Patient')
    expect(validate({ ...patient, gender: 'lady' } as unknown as Resource)).toContain('gender')
    expect(validate({ ...patient, nickname: 'x' } as unknown as Resource)).toContain('additional')
  })
})
