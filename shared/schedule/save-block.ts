import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { blocks } from './block.ts'

const row = blocks.row.shape

/** In what nothing is booked, as it is typed. */
export const BlockSaid = z.strictObject({
  resourceId: row.resourceId,
  locationId: row.locationId,
  kind: row.kind,
  firstDay: row.firstDay,
  lastDay: row.lastDay,
  weekdays: row.weekdays,
  fromMinute: row.fromMinute,
  toMinute: row.toMinute,
  note: text(200),
})

const shared = {
  input: z.strictObject({
    /** Null: a new one. */
    blockId: Id.nullable(),
    /** Of the row, as it was seen; null for a new one. */
    version: z.int().min(1).nullable(),
    block: BlockSaid,
  }),
  output: z.strictObject({ blockId: z.string() }),
  example: {
    blockId: null,
    version: null,
    block: {
      resourceId: null,
      locationId: null,
      kind: 'holiday' as const,
      firstDay: '2026-12-25',
      lastDay: '2026-12-25',
      weekdays: [],
      fromMinute: 0,
      toMinute: 1440,
      note: 'Christmas',
    },
  },
}
type Input = z.output<typeof shared.input>
const detailOf = ({ blockId, block }: Input, output: { blockId: string } | null) => ({
  block: output?.blockId ?? blockId ?? '',
  kind: block.kind,
  firstDay: block.firstDay,
  lastDay: block.lastDay ?? '',
})

/** Time in which nothing is booked, new or changed. Who is booked in it stays booked. Throws `block.missing`, `block.crooked`, `resource.missing`, `location.missing`, `row.changed`. */
export const saveBlock = defineCommand({
  ...shared,
  name: 'schedule.saveBlock',
  permission: 'schedule.configure',
  audit: {
    action: 'block.save',
    category: 'schedule',
    subject: () => null,
    detail: detailOf,
  },
})

/** The same by whoever books: from the grid, for a provider who is ill or a room that is broken. */
export const blockTime = defineCommand({
  ...shared,
  name: 'schedule.blockTime',
  permission: 'schedule.write',
  audit: {
    action: 'block.save',
    category: 'schedule',
    subject: () => null,
    detail: detailOf,
  },
})

const removal = {
  input: z.strictObject({ blockId: Id, version: z.int().min(1) }),
  output: z.strictObject({}),
  example: { blockId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f2a03', version: 1 },
}

/** The time can be booked again. Throws `block.missing`, `row.changed`. */
export const removeBlock = defineCommand({
  ...removal,
  name: 'schedule.removeBlock',
  permission: 'schedule.configure',
  audit: {
    action: 'block.remove',
    category: 'schedule',
    subject: () => null,
    detail: ({ blockId }) => ({ block: blockId }),
  },
})

/** The same by whoever books. */
export const unblockTime = defineCommand({
  ...removal,
  name: 'schedule.unblockTime',
  permission: 'schedule.write',
  audit: {
    action: 'block.remove',
    category: 'schedule',
    subject: () => null,
    detail: ({ blockId }) => ({ block: blockId }),
  },
})
