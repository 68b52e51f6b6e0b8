import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { messageOutcomes } from './import-messages.ts'

/** One message, whole. */
export const takeMessage = defineCommand({
  name: 'exchange.takeMessage',
  caller: 'internal',
  input: z.strictObject({ message: z.string().max(200_000) }),
  output: z.strictObject({
    outcome: z.enum(messageOutcomes),
    appointmentId: z.string(),
    patientId: z.string(),
    newPatient: z.boolean(),
  }),
  example: {
    message: [
      'MSH|^~\\&|Scheduler|Lakeside|Holdfast|Harbor|20260301080000-0500||SIU^S12^SIU_S12|1|P|2.5.1',
      'SCH|P-1|F-1|||||||||^^^20260312103000-0400^20260312110000-0400',
      'PID|1||77^^^Lakeside^MR||Lang^Ida||19710203|F',
    ].join('\r'),
  },
  maxBytes: 512 * 1024,
  permission: 'schedule.write',
  audit: {
    action: 'message.take',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
    detail: (_input, output): Readonly<Record<string, string>> =>
      output ? { outcome: output.outcome, appointmentId: output.appointmentId } : {},
  },
})
