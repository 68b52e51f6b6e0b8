import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** By what a patient wants no reminders, and in which language they are to be; null: by the language they speak. */
export const setContactPreference = defineCommand({
  name: 'schedule.setContactPreference',
  input: z.strictObject({
    patientId: Id,
    noEmail: z.boolean(),
    noText: z.boolean(),
    language: z.enum(['en', 'es']).nullable(),
  }),
  output: z.strictObject({}),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    noEmail: false,
    noText: true,
    language: 'es',
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'reminders.prefer',
    category: 'demographics',
    subject: ({ patientId }) => patientId,
    detail: ({ noEmail, noText }) => ({ noEmail, noText }),
  },
})
