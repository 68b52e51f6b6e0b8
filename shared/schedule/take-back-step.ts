import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { stages } from './stage.ts'

/** Takes a step out that was a mistake, with whatever was said in the same act. The log keeps both. */
export const takeBackStep = defineCommand({
  name: 'schedule.takeBackStep',
  input: z.strictObject({ appointmentId: Id, stepId: Id }),
  output: z.strictObject({ patientId: z.string(), stage: z.enum(stages) }),
  example: {
    appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b51',
    stepId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.take-back-step',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
    detail: ({ appointmentId }) => ({ appointment: appointmentId }),
  },
})
