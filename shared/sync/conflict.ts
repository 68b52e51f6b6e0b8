import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** What settles a conflict. `version`: as it was shown; `choice`: for every field of it, which of the two holds. */
export const Settling = z.strictObject({
  conflictId: Id,
  version: z.int().min(1),
  choice: z.record(z.string().max(80), z.enum(['held', 'offered'])),
})
export type Settling = z.output<typeof Settling>

/** Who made a value, when by their own clock, and from which workstation. */
export const Origin = z.strictObject({
  op: z.string(),
  actor: z.string(),
  at: z.string(),
  device: z.string(),
})
export type Origin = z.output<typeof Origin>

/**
 * `deleted`: changed by one while another removed it; `fields` hold the whole row, to bring it back. `removed`: removed
 * by one while another changed it.
 */
export const conflictKinds = ['fields', 'deleted', 'removed'] as const

/**
 * Two truths about one row. `held` stays in force until somebody chooses. An ordinary synced row: it reaches every
 * workstation, and so does the choice.
 */
export const conflicts = defineRecord({
  type: 'conflict',
  table: 'conflicts',
  patient: 'patientId',
  // of two choices made apart the later holds, and the earlier stays in history: both are people's decisions
  merge: { all: 'low' },
  row: z.strictObject({
    id: Id,
    kind: z.enum(conflictKinds),
    entityType: stored(60),
    entityId: z.string().max(80),
    patientId: z.string().nullable(),
    safety: z.enum(['low', 'high']),
    fields: z.array(z.strictObject({ field: z.string(), held: z.unknown(), offered: z.unknown() })).max(200),
    heldBy: Origin.nullable(),
    offeredBy: Origin,
    state: z.enum(['open', 'resolved']),
    /** By field, which was chosen. */
    choice: z.record(z.string(), z.enum(['held', 'offered'])).nullable(),
    resolvedBy: z.string().nullable(),
    resolvedAt: Instant.nullable(),
    madeAt: z.string(),
  }),
})
export type Conflict = z.output<typeof conflicts.row>
