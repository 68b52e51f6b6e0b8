import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { scopeNamed, ScopeOrHere } from './covered.ts'
import { EntryPatient } from './entry-line.ts'

/**
 * Patients that an entry of an audit log is about, by what is known of them, as `patients.findPatients` finds. Says
 * who they are and nothing else: whoever audits need not have the right to find patients.
 */
export const findSubjects = defineQuery({
  name: 'auditing.findSubjects',
  input: z.strictObject({ scope: ScopeOrHere, text: z.string().max(200) }),
  output: z.strictObject({ patients: z.array(EntryPatient).max(20) }),
  example: { text: 'guz ang' },
  permission: 'audit.read',
  reads: ['patients', 'patient_search'],
  audit: {
    action: 'audit.find-patient',
    category: 'demographics',
    subject: () => null,
    detail: ({ scope }, output) => ({
      ...scopeNamed(scope),
      ...(output && { found: output.patients.length }),
    }),
  },
})
