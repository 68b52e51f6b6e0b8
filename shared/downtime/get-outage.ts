import { z } from 'zod'
import { Outage } from '../cloud/get-connection.ts'
import { defineQuery } from '../kernel/contract.ts'
import { Instant } from '../kernel/fields.ts'

/** What became of a change that was kept here. */
export const keptStates = ['sent', 'waiting', 'refused'] as const

const Counts = { made: z.int(), sent: z.int(), waiting: z.int(), refused: z.int() }

/** One command of somebody's, while the cloud was away. */
export const KeptLine = z.strictObject({
  op: z.string(),
  at: z.string(),
  by: z.string(),
  /** The record its first change is of, and what was done to it. */
  type: z.string(),
  did: z.enum(['made', 'changed', 'removed']),
  /** How many rows it changed. */
  changes: z.int(),
  patientId: z.string().nullable(),
  patientName: z.string(),
  state: z.enum(keptStates),
  /** Two versions came of it, and nobody has chosen yet. */
  conflictId: z.string().nullable(),
})
export type KeptLine = z.output<typeof KeptLine>

/**
 * One time without the cloud, settled up: what was made here meanwhile by whom, what became of each, what is unfinished.
 * Throws `outage.not-found`.
 */
export const getOutage = defineQuery({
  name: 'downtime.getOutage',
  input: z.strictObject({ startedAt: Instant }),
  output: z.strictObject({
    outage: Outage.extend({
      startedBy: z.string(),
      endedBy: z.string(),
      signedBy: z.string(),
      note: z.string(),
    }),
    /** Null where it cannot be counted: it is older than what is kept, or it is no time without the cloud. */
    account: z
      .strictObject({
        ...Counts,
        /** Refused, and then put right or given up by a person. */
        settled: z.int(),
        /** Made here, and found nowhere. */
        lost: z.int(),
        conflicts: z.int(),
        people: z.array(z.strictObject({ name: z.string(), ...Counts })),
        /** The first of them, in the order they were made. */
        lines: z.array(KeptLine),
        /** How many more there are. */
        more: z.int(),
      })
      .nullable(),
    /** Begun and not finished: drafts that were last written in that time or after it. */
    drafts: z.array(
      z.strictObject({
        by: z.string(),
        own: z.boolean(),
        kind: z.string(),
        patientId: z.string().nullable(),
        patientName: z.string(),
        savedAt: z.string(),
      }),
    ),
  }),
  example: { startedAt: '2026-11-23T15:05:00.000Z' },
  permission: 'patient.find',
  reads: ['outage', 'outbox', 'outbox_archive', 'attention', 'conflicts', 'draft', 'users', 'patients'],
  audit: { action: 'outage.view', category: 'demographics', subject: () => null },
})
