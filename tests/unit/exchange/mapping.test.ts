import { describe, expect, test } from 'vitest'
import { aCondition, anObservation, aPatient } from '../../kit/import-files.ts'
import { mapped, rowId } from '../../kit/prepare.ts'

const patientId = rowId('Patient', 'p', null)
const of = (type: string, id: string) => rowId(type, id, patientId)
const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
const loinc = 'http://loinc.org'

describe('Patient', () => {
  test('names, numbers, US Core and ways to reach somebody', async () => {
    const us = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-'
    const row = await mapped(
      aPatient('p', {
        name: [
          { use: 'maiden', family: 'Lind', given: ['Ann'] },
          { use: 'official', family: 'O’Kon', given: ['Raeann', 'Mary'], prefix: ['Mrs.'], suffix: ['PhD'] },
          { use: 'nickname', given: ['Rae'] },
        ],
        identifier: [
          { system: 'urn:a', value: 'a-1', type: coded('v2', 'MR', 'x') },
          { system: 'urn:b', value: 'b-2', type: coded('v2', 'MR', 'x'), use: 'usual' },
          { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-12-3456' },
          { value: ' ' },
        ],
        telecom: [
          { system: 'phone', value: '555-0100', use: 'old' },
          { system: 'phone', value: '(617) 555-0142', use: 'mobile', rank: 2 },
          { system: 'phone', value: '617.555.0143', use: 'home', rank: 1 },
          { system: 'email', value: 'rae@example.org' },
        ],
        address: [
          { use: 'old', line: ['1 Old St'] },
          { use: 'home', line: ['2 New St', 'Apt 3'], city: 'Salem', state: 'MA', postalCode: '01970' },
        ],
        extension: [
          { url: `${us}race`, extension: [{ url: 'ombCategory', valueCoding: { code: '2106-3' } }] },
          { url: `${us}birthsex`, valueCode: 'F' },
        ],
        maritalStatus: { coding: [{ code: 'M' }] },
        communication: [{ language: { coding: [{ code: 'es' }] } }],
        multipleBirthInteger: 2,
        deceasedDateTime: '2020-01-02T23:30:00-05:00',
      }),
    )
    expect(row).toMatchObject({
      family: 'O’Kon',
      given: 'Raeann',
      middle: 'Mary',
      prefix: 'Mrs.',
      suffix: 'PhD',
      preferredName: 'Rae',
      otherNames: [
        { use: 'nickname', family: '', given: 'Rae' },
        { use: 'maiden', family: 'Lind', given: 'Ann' },
      ],
      mrn: 'b-2',
      identifiers: [
        { kind: 'MR', system: 'urn:a', value: 'a-1' },
        { kind: 'SS', system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-12-3456' },
      ],
      phones: [
        { use: 'home', number: '617-555-0143' },
        { use: 'mobile', number: '617-555-0142' },
      ],
      email: 'rae@example.org',
      address: { line1: '2 New St', line2: 'Apt 3', city: 'Salem', state: 'MA', zip: '01970' },
      race: ['White'],
      birthSex: 'F',
      maritalStatus: 'Married',
      language: 'Spanish',
      birthOrder: 2,
      deceased: true,
      // the day where it happened, not where UTC was by then
      deceasedOn: '2020-01-02',
      birthDate: '1980-02-29',
      sex: 'female',
    })
  })

  test('a birth date may be a year; a name may be one text', async () => {
    const row = await mapped(aPatient('p', { birthDate: '1931', name: [{ text: 'Ana Maria Rivera' }] }))
    expect(row).toMatchObject({ birthDate: '1931', given: 'Ana', middle: 'Maria', family: 'Rivera' })
  })
})

describe('Observation', () => {
  test('a number with its unit, range and flag', async () => {
    const row = await mapped(
      anObservation('o', 'p', {
        category: [coded('x', 'laboratory', 'Laboratory')],
        valueQuantity: {
          value: 3.25,
          comparator: '<',
          unit: 'mmol/L',
          system: 'http://unitsofmeasure.org',
          code: 'mmol/L',
        },
        referenceRange: [{ low: { value: 3.5 }, high: { value: 5.1 } }],
        interpretation: [coded('x', 'L', 'Low')],
        encounter: { reference: 'Encounter/e' },
        effectiveDateTime: '2020-05-06T07:08:09.1234+02:00',
      }),
    )
    expect(row).toMatchObject({
      category: 'laboratory',
      code: '8302-2',
      number: 3.25,
      comparator: '<',
      unit: 'mmol/L',
      low: 3.5,
      high: 5.1,
      flag: 'L',
      encounterId: of('Encounter', 'e'),
      takenAt: '2020-05-06T05:08:09.123Z',
    })
  })

  test('a blood pressure has parts; what has no category is known by its code', async () => {
    const part = (code: string, value: number) => ({
      code: coded(loinc, code, code),
      valueQuantity: { value, unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
    })
    const row = await mapped(
      anObservation('o', 'p', {
        category: undefined,
        code: coded(loinc, '85354-9', 'Blood pressure'),
        valueQuantity: undefined,
        component: [part('8480-6', 120), part('8462-4', 80)],
      }),
    )
    expect(row).toMatchObject({
      category: 'vital-signs',
      number: null,
      parts: [
        { code: '8480-6', number: 120, unit: 'mm[Hg]' },
        { code: '8462-4', number: 80, unit: 'mm[Hg]' },
      ],
    })
  })

  test.each([
    [{ valueCodeableConcept: { text: 'Never smoker' } }, 'Never smoker'],
    [{ valueString: 'cloudy' }, 'cloudy'],
    [{ valueBoolean: false }, 'No'],
    [{ valueRange: { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg' } } }, '1 mg to 2 mg'],
    [{ valueRatio: { numerator: { value: 1 }, denominator: { value: 64 } } }, '1:64'],
    [{ valueTime: '12:00:00' }, '12:00:00'],
    [{ valuePeriod: { start: '2020', end: '2021' } }, '2020 to 2021'],
    [{ dataAbsentReason: { text: 'Not performed' } }, 'Not performed'],
  ])('%j is said in words', async (value, text) => {
    const row = await mapped(anObservation('o', 'p', { valueQuantity: undefined, ...value }))
    expect(row).toMatchObject({ number: null, text })
  })

  test('a time without a zone says the day only', async () => {
    const row = await mapped(anObservation('o', 'p', { effectiveDateTime: '2020-05-06T23:00:00' }))
    expect(row['takenAt']).toBe('2020-05-06')
  })
})

describe('texts are made to fit', () => {
  test('trimmed, composed, without control characters, and cut with an ellipsis', async () => {
    const name = (text: string) => mapped(aCondition('c', 'p', { code: { text } })).then((row) => row['name'])
    expect(await name('  Hypertension ')).toBe('Hypertension')
    expect(await name('Me\u0301nie\u0300re')).toBe('Ménière')
    expect(await name('a\u0000b\u0007c')).toBe('a b c')
    expect(await name('\ud800x')).toBe('\ufffdx')
    const long = String(await name('x'.repeat(5000)))
    expect(long.endsWith('x…')).toBe(true)
    expect(long.length).toBeLessThan(5000)
    // never half of a surrogate pair
    expect(String(await name('😀'.repeat(5000))).isWellFormed()).toBe(true)
  })
})
