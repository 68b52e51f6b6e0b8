import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { CaseFinding, RiskFactors } from './case-note.ts'
import { EmergencyReason } from './emergency-access.ts'
import { CaseLine } from './list-cases.ts'

/** One case: what was given as a reason, what was done in that chart by them meanwhile, and what others wrote to it. */
export const getCase = defineQuery({
  name: 'privacy.getCase',
  input: z.strictObject({ caseId: Id }),
  output: z.strictObject({
    line: CaseLine,
    emergency: z
      .strictObject({
        reason: EmergencyReason,
        words: z.string(),
        until: z.string(),
        endedAt: z.string().nullable(),
      })
      .nullable(),
    notes: z.array(
      z.strictObject({
        noteId: z.string(),
        finding: CaseFinding.nullable(),
        text: z.string(),
        factors: RiskFactors.nullable(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: { caseId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aca' },
  permission: 'case.review',
  reads: ['privacyCases', 'caseNotes', 'emergencyAccesses', 'users', 'patients'],
  audit: {
    action: 'case.read',
    category: 'session',
    subject: () => null,
    detail: ({ caseId }) => ({ case: caseId }),
  },
})
