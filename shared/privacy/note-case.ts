import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text, words } from '../kernel/fields.ts'
import { CaseFinding } from './case-note.ts'

const caseId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1aca'

/** Writes down what was learnt so far. Throws `case.about-you`, `case.not-found`. */
export const noteCase = defineCommand({
  name: 'privacy.noteCase',
  input: z.strictObject({ caseId: Id, text: words(2000) }),
  output: z.strictObject({}),
  example: { caseId, text: 'Asked Dr Rivera; she covered for Dr Ola that day.' },
  permission: 'case.review',
  audit: {
    action: 'case.note',
    category: 'session',
    subject: () => null,
    detail: (input) => ({ case: input.caseId }),
  },
})

const factor = text(1000)

/**
 * Closes a case with what was found. Where it was not proper, the four factors are written down with it (45 CFR 164.402(2)).
 * Throws as `noteCase`, `case.closed` where somebody was faster, `case.factors-first`.
 */
export const closeCase = defineCommand({
  name: 'privacy.closeCase',
  input: z.strictObject({
    caseId: Id,
    finding: CaseFinding,
    text: words(2000),
    factors: z.strictObject({ nature: factor, who: factor, viewed: factor, mitigated: factor }).nullable(),
  }),
  output: z.strictObject({}),
  example: { caseId, finding: 'proper', text: 'She was the only physician in the house.', factors: null },
  permission: 'case.review',
  audit: {
    action: 'case.close',
    category: 'session',
    subject: () => null,
    detail: ({ caseId: id, finding }) => ({ case: id, finding }),
  },
})
