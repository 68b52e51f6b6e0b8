import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { chartParts } from './chart-parts.ts'

/**
 * What of a chart waits to be sent. Apart from how current it is, which is asked with every chart that is opened: after an
 * import has changed thousands of rows of a chart, counting those that wait takes its time.
 */
export const listWaiting = defineQuery({
  name: 'charting.listWaiting',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    /** Commands whose changes wait to be sent: one may be in several parts. */
    toSend: z.int(),
    /** The parts in which something waits, in reading order, and how many commands changed each. */
    parts: z.array(z.strictObject({ part: z.enum(chartParts), toSend: z.int() })),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'patient.find',
  reads: ['*'],
  audit: { none: 'counts of what waits; nothing of what a chart says' },
})
