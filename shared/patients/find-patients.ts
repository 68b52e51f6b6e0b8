import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Sex } from './patient.ts'

/** One line of a list of patients: enough to be sure it is the one. */
export const PatientLine = z.strictObject({
  patientId: z.string(),
  mrn: z.string(),
  name: z.string(),
  preferredName: z.string(),
  birthDate: z.string().nullable(),
  sex: Sex,
  phone: z.string(),
  city: z.string(),
  deceased: z.boolean(),
  active: z.boolean(),
  /** The chart is closed to whoever asks: of contacts nothing is said. */
  closed: z.boolean(),
  /** It is closed because whoever asks does not reach where the patient is seen. */
  outOfScope: z.boolean(),
})
export type PatientLine = z.output<typeof PatientLine>

/**
 * Finds patients by what is known of them: parts of names in any order, by their beginnings, with or without accents
 * and apostrophes; a birth date in any usual form; MRN; digits of a phone. Exact before beginning before alike.
 */
export const findPatients = defineQuery({
  name: 'patients.findPatients',
  input: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50) }),
  output: z.strictObject({
    lines: z.array(PatientLine.extend({ match: z.enum(['exact', 'beginning', 'alike']) })).max(50),
    /** There are more than are shown. */
    more: z.boolean(),
  }),
  example: { text: 'guz ang', limit: 20 },
  permission: 'patient.find',
  reads: ['patients', 'patient_search'],
  audit: { action: 'patient.search', category: 'demographics', subject: () => null },
})
