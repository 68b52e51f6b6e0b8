import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

/** Results that were reported together. Source: FHIR R4 DiagnosticReport. */
export const reports = defineRecord({
  type: 'report',
  table: 'reports',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    category: stored(120),
    status: stored(40),
    takenAt: Moment.nullable(),
    issuedAt: Moment.nullable(),
    resultIds: z.array(Id).max(2000),
    conclusion: stored(20_000),
    performer: stored(300),
    encounterId: Id.nullable(),
    /** How many attachments the original carries (presentedForm). */
    attachments: z.int().min(0),
    ...sensitive.fields,
  }),
})
