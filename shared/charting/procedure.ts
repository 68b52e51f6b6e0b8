import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** Something done to or for a patient. Source: FHIR R4 Procedure. */
export const procedures = defineRecord({
  type: 'procedure',
  table: 'procedures',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    status: stored(40),
    performedAt: Moment.nullable(),
    performedEnd: Moment.nullable(),
    performer: stored(200),
    bodySite: stored(300),
    reason: stored(1000),
    outcome: stored(1000),
    encounterId: Id.nullable(),
    note: stored(8000),
    ...sensitive.fields,
  }),
})
