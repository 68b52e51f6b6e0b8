import { describe, expect, test } from 'vitest'
import { aCondition } from '../../kit/import-files.ts'
import { mapped, prepared, rowId } from '../../kit/prepare.ts'

const patientId = rowId('Patient', 'p', null)
const of = (type: string, id: string) => rowId(type, id, patientId)
const coded = (system: string, code: string, display: string) => ({ coding: [{ system, code, display }] })
const loinc = 'http://loinc.org'

test('Condition', async () => {
  const row = await mapped(
    aCondition('c', 'p', {
      code: {
        coding: [
          { system: 'urn:local', code: '7', display: 'HTN' },
          { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Essential hypertension' },
        ],
      },
      onsetDateTime: undefined,
      onsetAge: { value: 52, unit: 'years' },
      abatementDateTime: '2021-03',
      note: [{ text: 'first' }, { text: 'second' }],
    }),
  )
  expect(row).toMatchObject({
    name: 'Essential hypertension',
    code: 'I10',
    clinicalStatus: 'active',
    onset: null,
    onsetText: 'at age 52 years',
    abatement: '2021-03',
    note: 'first\n\nsecond',
  })
})

describe('MedicationRequest', () => {
  const request = (more: object) => ({
    resourceType: 'MedicationRequest',
    id: 'm',
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/p' },
    ...more,
  })

  test('a coded drug with directions put together', async () => {
    const row = await mapped(
      request({
        medicationCodeableConcept: coded(
          'http://www.nlm.nih.gov/research/umls/rxnorm',
          '197361',
          'Amlodipine 5 MG',
        ),
        authoredOn: '2020-01-02',
        dosageInstruction: [
          {
            doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }],
            route: { text: 'by mouth' },
            timing: { repeat: { frequency: 2, period: 8, periodUnit: 'h' } },
            asNeededBoolean: true,
          },
        ],
        dispenseRequest: { numberOfRepeatsAllowed: 3, quantity: { value: 30, unit: 'tablet' } },
        reasonCode: [{ text: 'Hypertension' }],
      }),
    )
    expect(row).toMatchObject({
      name: 'Amlodipine 5 MG',
      code: '197361',
      source: 'order',
      directions: '1 tablet, by mouth, 2 times every 8 hours, as needed',
      asNeeded: true,
      refills: 3,
      quantity: '30 tablet',
      startsAt: '2020-01-02',
      reason: 'Hypertension',
    })
  })

  test('a drug that stands by itself is named when it is here', async () => {
    const item = await prepared(request({ medicationReference: { reference: 'Medication/d' } }))
    const drugId = rowId('Medication', 'd', null)
    expect(item).toMatchObject({ row: { drugId, name: '' } })
    expect(item).toMatchObject({ wants: [] })
  })

  test('a contained drug; an order not to give', async () => {
    const row = await mapped(
      request({
        contained: [{ resourceType: 'Medication', id: 'd', code: { text: 'Warfarin' } }],
        medicationReference: { reference: '#d' },
        doNotPerform: true,
      }),
    )
    expect(row).toMatchObject({ drugId: null, name: 'Warfarin', directions: 'DO NOT GIVE.' })
  })

  test('without a drug it is refused', async () => {
    expect(await prepared(request({}))).toMatchObject({ reason: 'element.missing', path: 'medication[x]' })
  })
})

describe('the others', () => {
  const subject = { reference: 'Patient/p' }
  test.each([
    [
      {
        resourceType: 'AllergyIntolerance',
        patient: subject,
        code: { text: 'Peanut' },
        criticality: 'high',
        clinicalStatus: { coding: [{ code: 'active' }] },
        reaction: [{ manifestation: [{ text: 'Hives' }], severity: 'severe' }],
      },
      {
        substance: 'Peanut',
        criticality: 'high',
        reactions: [{ manifestation: 'Hives', severity: 'severe' }],
      },
    ],
    [
      {
        resourceType: 'Encounter',
        subject,
        status: 'finished',
        class: { code: 'AMB' },
        type: [{ text: 'Check up' }],
        period: { start: '2020-01-02T10:00:00Z', end: '2020-01-02T10:15:00Z' },
        participant: [
          { individual: { reference: 'Practitioner/a', display: 'Nurse' } },
          {
            type: [{ coding: [{ code: 'PPRF' }] }],
            individual: { reference: 'Practitioner/b', display: 'Dr. B' },
          },
        ],
        serviceProvider: { reference: 'Organization/o', display: 'Lakeside' },
      },
      {
        class: 'AMB',
        kind: 'Check up',
        practitionerId: rowId('Practitioner', 'b', null),
        practitionerName: 'Dr. B',
        organizationName: 'Lakeside',
        endsAt: '2020-01-02T10:15:00.000Z',
      },
    ],
    [
      {
        resourceType: 'Immunization',
        patient: subject,
        status: 'completed',
        vaccineCode: coded('http://hl7.org/fhir/sid/cvx', '140', 'Influenza'),
        occurrenceDateTime: '2020-10-01',
        lotNumber: 'L1',
      },
      { vaccine: 'Influenza', code: '140', givenAt: '2020-10-01', lotNumber: 'L1' },
    ],
    [
      {
        resourceType: 'DiagnosticReport',
        subject,
        status: 'final',
        code: coded(loinc, '57698-3', 'Lipid panel'),
        effectiveDateTime: '2020-10-01',
        result: [{ reference: 'Observation/o1' }, { reference: 'Observation/o2' }],
        presentedForm: [{ contentType: 'text/plain', data: 'SGk=' }],
      },
      { name: 'Lipid panel', resultIds: [of('Observation', 'o1'), of('Observation', 'o2')], attachments: 1 },
    ],
    [
      {
        resourceType: 'DocumentReference',
        subject,
        status: 'current',
        type: { text: 'Letter' },
        content: [
          { attachment: { contentType: 'text/plain', data: 'SGVsbG8=' } },
          { attachment: { contentType: 'application/pdf', url: 'Binary/b', title: 'Scan' } },
        ],
      },
      {
        title: 'Letter',
        attachments: [
          { contentType: 'text/plain', size: 5, held: 'original', binaryId: null },
          { title: 'Scan', held: 'elsewhere', binaryId: rowId('Binary', 'b', null) },
        ],
      },
    ],
    [
      {
        resourceType: 'Procedure',
        subject,
        status: 'completed',
        code: { text: 'Colonoscopy' },
        performedPeriod: { start: '2020-01-02', end: '2020-01-03' },
      },
      { name: 'Colonoscopy', performedAt: '2020-01-02', performedEnd: '2020-01-03' },
    ],
    [
      {
        resourceType: 'Coverage',
        beneficiary: subject,
        status: 'active',
        payor: [{ display: 'Blue Plan' }],
        subscriberId: 'M-1',
        class: [{ type: { coding: [{ code: 'group' }] }, value: 'G-2' }],
        order: 2,
      },
      { payerName: 'Blue Plan', memberId: 'M-1', groupNumber: 'G-2', rank: 2, status: 'active' },
    ],
    [
      {
        resourceType: 'CarePlan',
        subject,
        status: 'active',
        category: [{ text: 'Diabetes plan' }],
        activity: [{ detail: { code: { text: 'Diet' } } }],
        addresses: [{ reference: 'Condition/c', display: 'Diabetes' }],
      },
      { title: 'Diabetes plan', activities: ['Diet'], addresses: ['Diabetes'] },
    ],
    [
      { resourceType: 'Goal', subject, lifecycleStatus: 'active', description: { text: 'Walk' } },
      { description: 'Walk', status: 'active' },
    ],
    [
      {
        resourceType: 'CareTeam',
        subject,
        status: 'active',
        participant: [
          { role: [{ text: 'Lead' }], member: { reference: 'Practitioner/a', display: 'Dr. A' } },
        ],
      },
      { name: 'Care team', members: [{ role: 'Lead', name: 'Dr. A' }] },
    ],
    [
      {
        resourceType: 'Practitioner',
        name: [{ family: 'Rivera', given: ['Ana'], prefix: ['Dr.'] }],
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '890' }],
      },
      // kept as it came, also where its check digit is wrong
      { name: 'Dr. Ana Rivera', npi: '890' },
    ],
    [
      { resourceType: 'Organization', name: 'Lakeside', address: [{ line: ['1 St'], city: 'Salem' }] },
      { name: 'Lakeside', address: '1 St, Salem' },
    ],
    [
      { resourceType: 'Location', name: 'Room 1', status: 'inactive' },
      { name: 'Room 1', active: false },
    ],
    [
      { resourceType: 'Medication', code: { text: 'Warfarin' }, form: { text: 'tablet' } },
      { name: 'Warfarin', form: 'tablet' },
    ],
  ])('$resourceType', async (resource, expected) => {
    expect(await mapped({ id: 'x', ...resource })).toMatchObject(expected)
  })
})
