import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { EntryLine } from './entry-line.ts'

/** One entry of this workstation's audit log, whole, and what vouches for it. Throws `audit.no-entry`. */
export const getEntry = defineQuery({
  name: 'auditing.getEntry',
  input: z.strictObject({ n: z.int().min(1) }),
  output: EntryLine.extend({
    hash: z.string(),
    /** Of the cloud's last receipt before it, where it is the first after one. */
    nonce: z.string().nullable(),
    /** Whether it says what was hashed, and goes on from the one before it. */
    holds: z.boolean(),
    /** When the cloud had signed for it, by the cloud's clock; null where it has not yet. */
    witnessedAt: z.string().nullable(),
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
    detail: ({ n }) => ({ n }),
  },
})
