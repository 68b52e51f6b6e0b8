import type { Reference, Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { Refused } from '../../../shared/exchange/refusal.ts'
import { References } from '../../../shared/exchange/references.ts'
import { rowIds } from '../../../src-main/exchange/row-id.ts'

const rowId = rowIds('Old EHR')
const patientId = rowId('Patient', 'p1', null)
const bundle = new Map([
  ['urn:uuid:11111111-1111-4111-8111-111111111111', 'Practitioner/doc-7'],
  ['urn:uuid:22222222-2222-4222-8222-222222222222', 'Encounter/22222222-2222-4222-8222-222222222222'],
])
const make = (contained: readonly Resource[] = []) =>
  new References({ rowId, patientId, contained, fullUrl: (url) => bundle.get(url) })
const target = (reference: string, usual = 'Practitioner') => make().target({ reference }, 'x', usual)

describe('what a reference stands for', () => {
  test.each([
    ['Practitioner/doc-7', { type: 'Practitioner', sourceId: 'doc-7' }],
    ['Practitioner/doc-7/_history/3', { type: 'Practitioner', sourceId: 'doc-7' }],
    ['https://ehr.example/fhir/r4/Encounter/e-1', { type: 'Encounter', sourceId: 'e-1' }],
    ['https://ehr.example/fhir/Encounter/e-1?x=1#y', { type: 'Encounter', sourceId: 'e-1' }],
    ['urn:uuid:11111111-1111-4111-8111-111111111111', { type: 'Practitioner', sourceId: 'doc-7' }],
    [
      'urn:uuid:33333333-3333-4333-8333-333333333333',
      { type: 'Practitioner', sourceId: '33333333-3333-4333-8333-333333333333' },
    ],
    ['urn:oid:1.2.3', { type: 'Practitioner', sourceId: 'urn:oid:1.2.3' }],
    [
      'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999999999',
      { type: 'Practitioner', system: 'http://hl7.org/fhir/sid/us-npi', value: '9999999999' },
    ],
    [
      'Organization?identifier=https%3A%2F%2Fx.example%7C12%2F3',
      { type: 'Organization', system: 'https://x.example', value: '12/3' },
    ],
    ['Organization?identifier=12', { type: 'Organization', system: null, value: '12' }],
    ['Organization?identifier=%E0%A4%A', { type: 'Organization', system: null, value: '%E0%A4%A' }],
    // a search for something else, or for more than one thing, names nothing that can be kept
    ['Practitioner?name=Rivera', null],
    ['Practitioner?identifier=1&active=true', null],
    ['Nonsense/1', null],
    ['#none', null],
    ['', null],
    ['doc-7', null],
  ])('%s', (reference, expected) => {
    expect(target(reference)).toEqual(expected)
  })

  test('by identifier alone', () => {
    const reference: Reference = { type: 'Organization', identifier: { system: 's', value: 'v' } }
    expect(make().target(reference, 'x', 'Practitioner')).toEqual({
      type: 'Organization',
      system: 's',
      value: 'v',
    })
    expect(make().target({ display: 'Somebody' }, 'x', 'Practitioner')).toBeNull()
  })

  test('something contained is known by its name', () => {
    const contained = [
      { resourceType: 'Practitioner', id: 'd', name: [{ given: ['Ana'], family: 'Rivera' }] },
    ]
    const refs = make(contained as Resource[])
    expect(refs.name({ reference: '#d' }, 'x', 'Practitioner', 'performer')).toBe('Ana Rivera')
    expect(refs.id({ reference: '#d' }, 'x', ['Practitioner'], 'practitionerId')).toBeNull()
    expect(refs.wants).toEqual([])
  })
})

describe('the row a reference names', () => {
  test('one of the patient begins as the patient’s does, one of nobody does not', () => {
    const encounter = make().id({ reference: 'Encounter/e-1' }, 'x', ['Encounter'])
    expect(encounter).toBe(rowId('Encounter', 'e-1', patientId))
    expect(encounter?.slice(0, 13)).toBe(patientId.slice(0, 13))
    expect(make().id({ reference: 'Practitioner/d' }, 'x', ['Practitioner'])).toBe(
      rowId('Practitioner', 'd', null),
    )
  })

  test('one of another type is none', () => {
    expect(make().id({ reference: 'Device/d' }, 'x', ['Practitioner'])).toBeNull()
  })

  test('by identifier is wanted, and nothing else is', () => {
    const refs = make()
    expect(refs.id({ reference: 'Location?identifier=s|v' }, 'x', ['Location'], 'locationId')).toBeNull()
    expect(refs.id({ reference: 'Location/1' }, 'x', ['Location'], 'locationId')).not.toBeNull()
    expect(refs.wants).toEqual([
      {
        path: 'locationId',
        what: 'id',
        resourceType: 'Location',
        targetId: null,
        system: 's',
        value: 'v',
        max: 0,
      },
    ])
  })
})

test('a name that the reference does not say is wanted from the row it names', () => {
  const refs = make()
  const said = { reference: 'Condition/c', display: 'Hypertension' }
  expect(refs.name(said, 'x', 'Condition', 'reason', 500)).toBe('Hypertension')
  expect(refs.name({ reference: 'Condition/c' }, 'x', 'Condition', 'reason', 500)).toBe('')
  expect(refs.wants).toMatchObject([
    { path: 'reason', what: 'name', targetId: rowId('Condition', 'c', patientId), max: 500 },
  ])
})

test('what only the Bundle could tell is noted, so that it can be read again without it', () => {
  const refs = make()
  refs.id({ reference: 'urn:uuid:22222222-2222-4222-8222-222222222222' }, 'x', ['Encounter'])
  expect(refs.urns).toBeNull()
  refs.id({ reference: 'urn:uuid:11111111-1111-4111-8111-111111111111' }, 'x', ['Practitioner'])
  expect(refs.urns).toEqual({ 'urn:uuid:11111111-1111-4111-8111-111111111111': 'Practitioner/doc-7' })
})

test('a reference that is not one is refused by its path', () => {
  for (const wrong of ['Patient/1', 7, ['Patient/1'], { reference: 7 }])
    expect(() => make().target(wrong as Reference, 'subject', 'Patient')).toThrow(Refused)
})
