import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { CoverageInput, Demographics } from './demographics.ts'

/** Takes somebody on as a patient. The record number comes from this workstation's own block. */
export const registerPatient = defineCommand({
  name: 'patients.registerPatient',
  input: z.strictObject({
    demographics: Demographics,
    coverages: z.array(CoverageInput).max(9),
    /** The person was shown who looks the same, and says it is somebody else. */
    notADuplicate: z.boolean(),
    /** Where they belong, by id; none: where whoever registers them works, if that is some locations only. */
    places: z.array(Id).max(20).default([]),
  }),
  output: z.strictObject({ patientId: z.string(), mrn: z.string() }),
  example: {
    demographics: {
      family: 'O’Kon',
      given: 'Raeann',
      middle: '',
      prefix: '',
      suffix: '',
      preferredName: 'Rae',
      birthDate: '1980-02-29',
      sex: 'female',
      birthSex: 'F',
      race: ['White'],
      ethnicity: 'Not Hispanic or Latino',
      language: 'English',
      maritalStatus: 'Married',
      phones: [{ use: 'mobile', number: '617-555-0142' }],
      email: 'rae@example.org',
      address: { line1: '12 Harbor St', line2: '', city: 'Salem', state: 'MA', zip: '01970', country: 'US' },
      contact: { name: 'Tom O’Kon', relationship: 'Spouse', phone: '617-555-0143' },
      primaryCare: { name: 'Ana Rivera, MD', npi: '1234567893' },
    },
    coverages: [
      {
        coverageId: null,
        payerName: 'Blue Cross of Massachusetts',
        payerId: 'SB700',
        memberId: 'XYZ123456789',
        groupNumber: '',
        planName: 'PPO',
        relationship: 'self',
        startsOn: '2026-01-01',
        endsOn: null,
      },
    ],
    notADuplicate: false,
  },
  permission: 'patient.register',
  audit: {
    action: 'patient.register',
    category: 'demographics',
    subject: (_input, output) => output?.patientId ?? null,
  },
})
