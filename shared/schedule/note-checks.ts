import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { deskCheckKinds } from './desk-check.ts'

const Check = z.strictObject({
  kind: z.enum(deskCheckKinds),
  /** The day it was shown, signed or asked; null takes it back. */
  on: LocalDate.nullable(),
})

/** Notes when the desk last had what it asks for; also before somebody comes, and to take a slip back. */
export const noteChecks = defineCommand({
  name: 'schedule.noteChecks',
  input: z.strictObject({ patientId: Id, checks: z.array(Check).min(1).max(deskCheckKinds.length) }),
  output: z.strictObject({
    /** What was said before, for whoever takes it back. */
    before: z.array(Check),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    checks: [{ kind: 'eligibility', on: '2026-03-04' }],
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'desk-check.note',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ checks }) => ({
      checks: checks.map(({ kind, on }) => `${kind}${on ? '' : ' back'}`).join(', '),
    }),
  },
})
