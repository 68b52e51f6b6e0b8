import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { clockSources, clockStates } from '../audit/clock-state.ts'
import { scopeNamed, ScopeOrHere } from './covered.ts'
import { EntryLine } from './entry-line.ts'

const Measured = z.strictObject({
  /** By how much the workstation's clock was ahead of the cloud's, give or take `withinMs`. */
  offsetMs: z.int(),
  withinMs: z.int(),
})

/** The clock an entry is dated by. Null where nothing was recorded since the same start of Holdfast. */
const EntryClock = z.strictObject({
  /** `n`: the entry that says so. */
  said: z
    .strictObject({
      n: z.int(),
      state: z.enum(clockStates),
      source: z.enum(clockSources),
      utcOffset: z.int().nullable(),
    })
    .nullable(),
  measured: Measured.extend({ n: z.int() }).nullable(),
  /** When it was by the cloud's time, UTC, also where that was found out afterwards; the entry is as it was written. */
  corrected: z.string().nullable(),
})

/** One entry of this workstation's audit log, or the practice's, whole, and what vouches for it. Throws `audit.no-entry`, `audit.whole-off`. */
export const getEntry = defineQuery({
  name: 'auditing.getEntry',
  input: z.strictObject({ scope: ScopeOrHere, n: z.int().min(1) }),
  output: EntryLine.extend({
    hash: z.string(),
    /** Of the cloud's last receipt before it, where it is the first after one. */
    nonce: z.string().nullable(),
    /** Whether it says what was hashed, and goes on from the one before it. */
    holds: z.boolean(),
    /** When the cloud had signed for it, by the cloud's clock; null where it has not yet. */
    witnessedAt: z.string().nullable(),
    /** Of the practice's log: the tree that was made here of all its entries, and that the cloud had signed at `witnessedAt`. */
    tree: z.strictObject({ size: z.int(), root: z.string() }).nullable(),
    clock: EntryClock,
  }),
  example: { n: 1 },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  reads: ['users', 'patients'],
  audit: {
    action: 'audit.view',
    category: 'configuration',
    subject: (_input, output) => output?.patient?.patientId ?? null,
    detail: ({ scope, n }) => ({ ...scopeNamed(scope), n }),
  },
})
