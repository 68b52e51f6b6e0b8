import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { CoverageInput, Demographics } from './demographics.ts'
import { registerPatient } from './register-patient.ts'

/** Changes demographics and insurance. Only the fields that differ are written, and only over what the person saw. */
export const editPatient = defineCommand({
  name: 'patients.editPatient',
  input: z.strictObject({
    patientId: Id,
    /** The version the form was opened with. */
    version: z.int().min(0),
    demographics: Demographics,
    active: z.boolean(),
    deceased: z.boolean(),
    deceasedOn: z.iso.date().nullable(),
    /** The insurance as it should be now, first to be billed first; what is left out is ended. */
    coverages: z.array(CoverageInput).max(9),
  }),
  output: z.strictObject({ version: z.int() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    version: 1,
    demographics: registerPatient.example.demographics,
    active: true,
    deceased: false,
    deceasedOn: null,
    coverages: [],
  },
  permission: 'patient.edit',
  audit: { action: 'patient.edit', category: 'demographics', subject: (input) => input.patientId },
})
