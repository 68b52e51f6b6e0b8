import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { takenSteps } from './allowed-step.ts'
import { stages } from './stage.ts'

/** Says what has happened to an appointment (allowed-step.ts says what may be said when). Saying it twice is harmless. */
export const takeStep = defineCommand({
  name: 'schedule.takeStep',
  input: z.strictObject({
    appointmentId: Id,
    kind: z.enum(takenSteps),
    /** Of `roomed`: where to. */
    roomId: Id.nullable().default(null),
    /** Why somebody did not come, of the practice's list; how it was confirmed. */
    reason: text(120).default(''),
    note: text(400).default(''),
  }),
  output: z.strictObject({
    patientId: z.string(),
    /** The step that was added; null where it was said already. */
    stepId: z.string().nullable(),
    stage: z.enum(stages),
  }),
  example: { appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b51', kind: 'arrived' },
  permission: 'schedule.write',
  // says nothing of what is in the chart, and whoever comes has come
  closedCharts: 'too',
  audit: {
    action: 'appointment.step',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
    detail: ({ appointmentId, kind }) => ({ appointment: appointmentId, step: kind }),
  },
})
