import { z } from 'zod'
import { purposes, recipients } from '../audit/handing-out.ts'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** Somebody asks to export the records of all patients, or of those of one location. It never changes; what became of it are rows of their own. */
export const exportRequests = defineRecord({
  type: 'export-request',
  table: 'exportRequests',
  patient: null,
  merge: { all: 'immutable' },
  since: 5,
  row: z.strictObject({
    id: Id,
    /** Null: all patients. */
    locationId: Id.nullable(),
    recipient: z.enum(recipients),
    purpose: z.enum(purposes),
    reason: stored(1000),
    /** How many patients there were, of those who are open to whoever asks. It is never of more. */
    patients: z.int().min(1),
    /** More than one person may export alone. */
    needsTwo: z.boolean(),
    by: Id,
    at: Instant,
  }),
})

export const exportActKinds = [
  'approved',
  'refused',
  'withdrawn',
  'begun',
  'written',
  'cancelled',
  'failed',
] as const
export type ExportActKind = (typeof exportActKinds)[number]

/** What became of a request. Only added to. That it was begun has the id of the request: so it is begun once. */
export const exportActs = defineRecord({
  type: 'export-act',
  table: 'exportActs',
  patient: null,
  merge: { all: 'immutable' },
  since: 5,
  row: z.strictObject({
    id: Id,
    requestId: Id,
    kind: z.enum(exportActKinds),
    /** Of what was begun where two are needed: the act that approved it. */
    approvalId: Id.nullable(),
    /** Of an approval: it is good until then. */
    until: Instant.nullable(),
    /** What every file of the export is named by; null before it is begun. */
    exportId: Id.nullable(),
    /** The workstation it is begun at. */
    device: Id.nullable(),
    /** Of what was written. */
    patients: z.int().min(0).nullable(),
    resources: z.int().min(0).nullable(),
    reason: stored(1000),
    by: Id,
    at: Instant,
  }),
})
