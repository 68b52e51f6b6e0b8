import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Moment } from './moment.ts'

export const observationCategories = [
  'vital-signs',
  'laboratory',
  'social-history',
  'survey',
  'imaging',
  'exam',
  'procedure',
  'therapy',
  'activity',
  'other',
] as const

/** One value of an observation that has several, as systolic and diastolic of a blood pressure. */
export const Part = z.strictObject({
  code: stored(100).nullable(),
  name: stored(1000),
  number: z.number().nullable(),
  unit: stored(60),
  text: stored(4000),
})

/** A measurement, a laboratory result, an answer. Source: FHIR R4 Observation; codes are LOINC where known. */
export const observations = defineRecord({
  type: 'observation',
  table: 'observations',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', ...sensitive.merge },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    category: z.enum(observationCategories),
    name: stored(1000),
    codeSystem: stored(200).nullable(),
    code: stored(100).nullable(),
    status: stored(40),
    takenAt: Moment.nullable(),
    /** The value as it came, to its last digit; a chart may round what it draws. */
    number: z.number().nullable(),
    /** The comparator of a quantity: <, <=, >=, >. */
    comparator: stored(4),
    unit: stored(60),
    text: stored(4000),
    low: z.number().nullable(),
    high: z.number().nullable(),
    rangeText: stored(300),
    /** HL7 v3 ObservationInterpretation: H, L, HH, LL, A, AA, N. */
    flag: stored(40),
    parts: z.array(Part).max(60),
    /** The observations a panel brings together. */
    memberIds: z.array(Id).max(200),
    encounterId: Id.nullable(),
    note: stored(8000),
    ...sensitive.fields,
  }),
})
