import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { PatientLine } from './find-patients.ts'

export const patientSorts = ['name', 'birthDate', 'mrn', 'registered'] as const

/** A stretch of the list of everyone, for a list that is scrolled. */
export const listPatients = defineQuery({
  name: 'patients.listPatients',
  input: z.strictObject({
    sort: z.enum(patientSorts),
    descending: z.boolean(),
    show: z.enum(['active', 'everyone']),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(200),
  }),
  output: z.strictObject({
    total: z.int(),
    lines: z.array(PatientLine.extend({ registeredAt: z.string() })).max(200),
  }),
  example: { sort: 'name', descending: false, show: 'active', offset: 0, limit: 100 },
  permission: 'patient.find',
  reads: ['patients'],
  audit: { action: 'patient.list', category: 'demographics', subject: () => null },
})
