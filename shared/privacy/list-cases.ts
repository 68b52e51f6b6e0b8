import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { CaseFinding } from './case-note.ts'
import { CaseKind } from './privacy-case.ts'

const Person = z.strictObject({ userId: z.string(), displayName: z.string() })

export const CaseLine = z.strictObject({
  caseId: z.string(),
  kind: CaseKind,
  about: Person,
  /** As lists show it; empty where the case is about no one patient. */
  patientName: z.string(),
  patientId: z.string().nullable(),
  device: z.string(),
  at: z.string(),
  dueOn: z.string(),
  count: z.int().nullable(),
  usual: z.int().nullable(),
  /** Who did the same beside them. */
  others: z.array(Person),
  /** Open until somebody has found something; of several findings the last. */
  finding: CaseFinding.nullable(),
  closedAt: z.string().nullable(),
  closedBy: Person.nullable(),
  /** About whoever asks: somebody else closes it. */
  isAboutYou: z.boolean(),
})
export type CaseLine = z.output<typeof CaseLine>

/** What somebody has to look into, open first and what is due first on top, and what was closed. */
export const listCases = defineQuery({
  name: 'privacy.listCases',
  input: z.strictObject({ show: z.enum(['open', 'closed']) }),
  output: z.strictObject({ cases: z.array(CaseLine).max(1000), open: z.int(), overdue: z.int() }),
  example: { show: 'open' },
  permission: 'case.review',
  reads: ['privacyCases', 'caseNotes', 'users', 'patients', 'practices'],
  audit: { action: 'case.list', category: 'session', subject: () => null },
})
