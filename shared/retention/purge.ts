import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** Entries of one year, by the cloud's clock: about patients, or about nobody in particular. */
export const PurgeAge = z.strictObject({
  year: z.int(),
  about: z.enum(['patients', 'nobody']),
  count: z.int().min(0),
})
export type PurgeAge = z.output<typeof PurgeAge>

/** What is old enough and stays all the same. `holdId` of a hold; an alarm of the log that nobody has settled has none. */
export const PurgeHeld = z.strictObject({
  why: z.enum(['practice-held', 'chart-held', 'alarm']),
  holdId: Id.nullable(),
  count: z.int().min(0),
})
export type PurgeHeld = z.output<typeof PurgeHeld>

/**
 * What would go: entries of the audit in the cloud, made by the cloud and removed by nobody yet. `digest`: SHA-256 over each entry that
 * would go, `WORKSTATION/EPOCH/NUMBER/HASH` and a line feed, in the order of the tree.
 */
export const purgeLists = defineRecord({
  type: 'purge-list',
  table: 'purgeLists',
  patient: null,
  by: 'cloud',
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    /** What the policy said. */
    years: z.int(),
    /** Entries from before this, by their own clock and by when the cloud took them. */
    before: Instant,
    /** The tree had so many entries. */
    size: z.int().min(0),
    count: z.int().min(0),
    digest: stored(64),
    ages: z.array(PurgeAge).max(400),
    held: z.array(PurgeHeld).max(2000),
    at: Instant,
  }),
})

export const purgeActKinds = ['proposed', 'confirmed', 'dismissed'] as const

/** Two people let go together: one proposes a list, another confirms what was proposed; either may dismiss it. Only added to. */
export const purgeActs = defineRecord({
  type: 'purge-act',
  table: 'purgeActs',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    listId: Id,
    /** Of a confirmation: the act that it confirms. */
    proposalId: Id.nullable(),
    kind: z.enum(purgeActKinds),
    reason: stored(1000),
    by: Id,
    at: Instant,
  }),
})

/** It was carried out: of each entry its number, hash and place are left, and nothing of what it said. */
export const purgesDone = defineRecord({
  type: 'purge-done',
  table: 'purgesDone',
  patient: null,
  by: 'cloud',
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({ id: Id, listId: Id, count: z.int(), digest: stored(64), at: Instant }),
})
