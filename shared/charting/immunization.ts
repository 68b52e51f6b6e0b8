import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** A vaccine given, or not given and why. Source: FHIR R4 Immunization; codes are CVX. */
export const immunizations = defineRecord({
  type: 'immunization',
  table: 'immunizations',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    vaccine: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    status: stored(40),
    statusReason: stored(300),
    givenAt: Moment.nullable(),
    givenText: stored(200),
    dose: stored(60),
    lotNumber: stored(80),
    manufacturer: stored(300),
    site: stored(120),
    route: stored(120),
    performer: stored(200),
    primarySource: z.boolean(),
    encounterId: Id.nullable(),
    note: stored(8000),
    ...sensitive.fields,
  }),
})
