/** Rows as FHIR: read back by the mapping of an import they are the same rows. */
import { describe, expect, test } from 'vitest'
import type { Resource } from '@medplum/fhirtypes'
import { records } from '../../../shared/catalog.ts'
import { mapResource } from '../../../shared/exchange/map-resource.ts'
import { References } from '../../../shared/exchange/references.ts'
import { writeResource, writtenOnly, written } from '../../../shared/exchange/write-resource.ts'
import type { RefTo } from '../../../shared/exchange/write-element.ts'
import type { RecordType } from '../../../shared/kernel/record.ts'
import { rowFor } from '../../kit/rows.ts'

const to: RefTo = (type, id) => (id === null ? null : `${type}/${id}`)
const receivedAt = '2026-03-04T10:00:00.000Z'

function readBack(record: RecordType, row: Record<string, unknown> & { id: string }) {
  const patientId = typeof row['patientId'] === 'string' ? row['patientId'] : row.id
  const refs = new References({
    // its own id stands for each
    rowId: (_type, sourceId) => sourceId,
    patientId,
    contained: [],
    fullUrl: () => undefined,
  })
  const resource = writeResource(record, row, row.id, to) as unknown as Resource
  return mapResource(resource, { id: row.id, patientId, receivedAt, refs })
}

/** What the schema allows and no resource of ours says in a code that is read back as it was. */
const fixed: Readonly<Record<string, Record<string, unknown>>> = {
  patient: {
    birthDate: '1980-02-29',
    deceased: false,
    deceasedOn: null,
    race: ['Asian', 'White'],
    ethnicity: 'Not Hispanic or Latino',
    language: 'Spanish',
    maritalStatus: 'Married',
    middle: 'Ann Lee',
    preferredName: 'Rae',
    otherNames: [
      { use: 'usual', family: '', given: 'Rae' },
      { use: 'maiden', family: 'Was', given: 'Raeann' },
    ],
    phones: [{ use: 'mobile', number: '617-555-0142' }],
    identifiers: [{ kind: 'SS', system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-10-1000' }],
    contact: { name: 'Ann Other', relationship: 'Mother', phone: '617-555-0143' },
    registeredAt: receivedAt,
  },
  coverage: { payerId: 'P9', relationship: 'self', startsOn: '2026-01-01', endsOn: null },
  encounter: { class: 'AMB', endsAt: '2026-03-04T11:00:00.000Z' },
  problem: { category: 'problem-list-item', onset: '2012', onsetText: '', severity: 'Moderate' },
  allergy: { category: 'food', kind: 'allergy', criticality: 'high', clinicalStatus: 'active' },
  medication: { drugId: null, source: 'order', intent: 'order', quantity: '30 tablets', refills: 3 },
  observation: {
    number: 72,
    comparator: '<',
    unit: '/min',
    text: '',
    category: 'vital-signs',
    flag: 'H',
    parts: [],
  },
  procedure: { performedAt: '2026-03-04', performedEnd: '2026-03-05' },
  report: { attachments: 0, category: 'LAB' },
  immunization: { dose: '0.5 mL', givenText: '', givenAt: '2026-03-04' },
  document: {
    code: null,
    note: null,
    addedBy: null,
    addedAt: null,
    addedOn: null,
    wrong: null,
    attachments: [],
  },
}

/** Set here, or said in no element of FHIR: not read back. */
const notRead: Readonly<Record<string, readonly string[]>> = {
  document: ['code', 'note', 'addedBy', 'addedAt', 'addedOn', 'wrong'],
}

describe('every record of a chart', () => {
  test('is written', () => {
    const ofPatients = Object.values(records as unknown as Record<string, RecordType>).filter(
      ({ patient }) => patient !== null,
    )
    const others = new Set(['original', 'conflict', 'amendment', 'amendment-act'])
    const types = ofPatients.map(({ type }) => type).filter((type) => !others.has(type))
    expect(written.map(({ record }) => record.type).toSorted()).toEqual(types.toSorted())
  })

  const readAgain = written.filter(
    ({ record }) =>
      !writtenOnly.has(String(writeResource(record, rowFor(record, 7), 'x', to)['resourceType'])),
  )
  test.each(readAgain.map(({ record }) => [record.type, record] as const))('%s', (type, record) => {
    const row = {
      ...rowFor(record, 7),
      sensitivity: ['hiv'],
      sensitivitySet: null,
      ...fixed[type],
    } as Record<string, unknown> & { id: string }
    const back = readBack(record, row)
    const fields = Object.keys(record.row.shape).filter(
      (field) =>
        field !== 'sensitivitySet' && !(notRead[type] ?? []).includes(field) && field in record.row.shape,
    )
    const has = (from: Record<string, unknown>) =>
      Object.fromEntries(fields.map((field) => [field, from[field] ?? null]))
    expect(has(back ?? {})).toEqual(has(row))
  })
})
