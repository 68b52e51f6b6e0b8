import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/**
 * Where a patient belongs beside where their visits were, and who reaches them wherever they work. One for a patient, by the patient's
 * id; every workstation has them all, whatever charts it holds.
 */
export const patientPlaces = defineRecord({
  type: 'patient-place',
  table: 'patientPlaces',
  patient: null,
  merge: { all: 'low', places: 'set', people: 'set' },
  since: 4,
  row: z.strictObject({
    id: Id,
    /** Locations and departments of the practice. */
    places: z.array(Id).max(60),
    /** Users by id. */
    people: z.array(Id).max(200),
    by: Id,
    at: Instant,
  }),
})
