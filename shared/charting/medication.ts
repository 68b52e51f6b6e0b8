import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** A drug product that prescriptions refer to. Source: FHIR R4 Medication. */
export const drugs = defineRecord({
  type: 'drug',
  table: 'drugs',
  patient: null,
  merge: { all: 'low' },
  row: z.strictObject({
    id: Id,
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    form: stored(200),
  }),
})

/**
 * A medication a patient was prescribed (`order`) or says they take (`reported`).
 * Source: FHIR R4 MedicationRequest and MedicationStatement.
 */
export const medications = defineRecord({
  type: 'medication',
  safety: 'high',
  table: 'medications',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    source: z.enum(['order', 'reported']),
    drugId: Id.nullable(),
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    status: stored(40),
    intent: stored(40),
    directions: stored(2000),
    route: stored(200),
    asNeeded: z.boolean(),
    reason: stored(1000),
    quantity: stored(120),
    refills: z.int().min(0).max(999).nullable(),
    startsAt: Moment.nullable(),
    endsAt: Moment.nullable(),
    practitionerId: Id.nullable(),
    practitionerName: stored(200),
    encounterId: Id.nullable(),
    note: stored(8000),
    ...sensitive.fields,
  }),
})
