import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { Moment } from './moment.ts'

export const Reaction = z.strictObject({ manifestation: stored(300), severity: stored(40) })

/** What a patient does not tolerate. Source: FHIR R4 AllergyIntolerance. */
export const allergies = defineRecord({
  type: 'allergy',
  safety: 'high',
  table: 'allergies',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable' },
  row: z.strictObject({
    id: Id,
    patientId: Id,
    substance: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    kind: z.enum(['allergy', 'intolerance', 'unknown']),
    /** food, medication, environment, biologic; several are joined by a comma. */
    category: stored(80),
    criticality: z.enum(['high', 'low', 'unable-to-assess', 'unknown']),
    clinicalStatus: z.enum(['active', 'inactive', 'resolved', 'unknown']),
    verification: stored(40),
    reactions: z.array(Reaction).max(40),
    onset: Moment.nullable(),
    recordedAt: Moment.nullable(),
    note: stored(8000),
  }),
})
