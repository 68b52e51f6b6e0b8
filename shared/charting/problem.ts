import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** A condition on the problem list or of one encounter. Source: FHIR R4 Condition. */
export const problems = defineRecord({
  type: 'problem',
  table: 'problems',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    clinicalStatus: z.enum([
      'active',
      'recurrence',
      'relapse',
      'inactive',
      'remission',
      'resolved',
      'unknown',
    ]),
    verification: stored(40),
    category: stored(80),
    severity: stored(120),
    onset: Moment.nullable(),
    onsetText: stored(200),
    abatement: Moment.nullable(),
    recordedAt: Moment.nullable(),
    encounterId: Id.nullable(),
    note: stored(8000),
    ...sensitive.fields,
  }),
})
