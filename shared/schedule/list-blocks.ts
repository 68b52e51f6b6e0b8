import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { AppointmentLine } from './get-days.ts'
import { BlockSaid } from './save-block.ts'

/** What is blocked today or later, at most two years ahead, and what goes on without an end. */
export const listBlocks = defineQuery({
  name: 'schedule.listBlocks',
  input: z.strictObject({}),
  output: z.strictObject({
    blocks: z.array(z.strictObject({ blockId: z.string(), version: z.int(), block: BlockSaid })).max(2000),
  }),
  example: {},
  permission: 'schedule.configure',
  reads: ['blocks', 'practices'],
  audit: { none: 'when nobody is booked, which is about no patient' },
})

/** Who is booked from now on in what is blocked, or would be: the first of them, and whether there are more. */
export const listBooked = defineQuery({
  name: 'schedule.listBooked',
  input: z.strictObject({ block: BlockSaid }),
  output: z.strictObject({
    appointments: z.array(z.strictObject({ line: AppointmentLine, timeZone: z.string() })).max(100),
    more: z.boolean(),
  }),
  example: {
    block: {
      resourceId: null,
      locationId: null,
      kind: 'holiday',
      firstDay: '2026-12-25',
      lastDay: '2026-12-25',
      weekdays: [],
      fromMinute: 0,
      toMinute: 1440,
      note: '',
    },
  },
  permission: 'schedule.read',
  reads: ['appointments', 'taken_time', 'resources', 'locations', 'practices', 'patients', 'conflicts'],
  audit: {
    action: 'schedule.view',
    category: 'schedule',
    subject: () => null,
    detail: ({ block }) => ({ firstDay: block.firstDay, lastDay: block.lastDay ?? '' }),
  },
})
