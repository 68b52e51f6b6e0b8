import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import { EmergencyReason } from './emergency-access.ts'

/**
 * Opens a closed chart to whoever asks, at this workstation, for an hour, without a network; and a case, which somebody else looks into.
 * Throws `emergency.not-closed` where the chart is open to them anyway.
 */
export const openInEmergency = defineCommand({
  name: 'privacy.openInEmergency',
  input: z.strictObject({
    patientId: Id,
    reason: EmergencyReason,
    words: words(500).pipe(z.string().min(10, 'emergency.say-more')),
  }),
  output: z.strictObject({ accessId: z.string(), until: z.string() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    reason: 'life-threatening',
    words: 'Collapsed in the waiting room.',
  },
  permission: 'chart.break-glass',
  stepUp: true,
  closedCharts: 'too',
  audit: {
    action: 'chart.open-in-emergency',
    category: 'chart',
    subject: ({ patientId }) => patientId,
    detail: ({ reason }, output) => ({ why: reason, ...(output && { access: output.accessId }) }),
  },
})

/** Closes it again before the hour is over. Throws `emergency.over`. */
export const endEmergency = defineCommand({
  name: 'privacy.endEmergency',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({}),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'any-signed-in',
  closedCharts: 'too',
  audit: {
    action: 'chart.end-emergency',
    category: 'chart',
    subject: ({ patientId }) => patientId,
  },
})
