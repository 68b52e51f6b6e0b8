import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { deskCheckKinds } from './desk-check.ts'
import { stages } from './stage.ts'

/** Somebody is here, and has shown what was asked for: one act. Where they are here already, only what they showed is noted. */
export const checkIn = defineCommand({
  name: 'schedule.checkIn',
  input: z.strictObject({
    appointmentId: Id,
    /** What they showed or signed today. */
    seen: z.array(z.enum(deskCheckKinds)).max(deskCheckKinds.length),
  }),
  output: z.strictObject({
    patientId: z.string(),
    stepId: z.string().nullable(),
    stage: z.enum(stages),
    /** What is still missing or too old. */
    missing: z.array(z.enum(deskCheckKinds)),
  }),
  example: { appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b51', seen: ['card', 'identity'] },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.check-in',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
    detail: ({ appointmentId, seen }) => ({ appointment: appointmentId, seen: seen.join(' ') }),
  },
})
