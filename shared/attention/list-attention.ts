import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { conflictKinds } from '../sync/conflict.ts'

const about = {
  entityType: z.string(),
  entityId: z.string(),
  patientId: z.string().nullable(),
  /** The patient's name as lists show it; empty for what belongs to no chart. */
  patientName: z.string(),
  /** What the row is called: a problem, a substance, a place. */
  title: z.string(),
  madeAt: z.string(),
}

/** Two truths that wait for a choice, those first that could hurt somebody. */
export const ConflictLine = z.strictObject({
  conflictId: z.string(),
  kind: z.enum(conflictKinds),
  safety: z.enum(['low', 'high']),
  fields: z.array(z.string()),
  ...about,
})
/** An op of this workstation that the cloud did not take. */
export const RefusedLine = z.strictObject({ op: z.string(), reason: z.string(), kind: z.string(), ...about })

/** The bytes of a document that did not get where they are to be, and why. */
export const FileLine = z.strictObject({
  sha256: z.string(),
  documentId: z.string(),
  reason: z.string(),
  patientId: z.string(),
  patientName: z.string(),
  title: z.string(),
  madeAt: z.string(),
})

/** Everything that was refused, has two truths or could not be carried, and waits for a person. */
export const listAttention = defineQuery({
  name: 'attention.listAttention',
  input: z.strictObject({ patientId: z.string().max(80).nullable().default(null) }),
  output: z.strictObject({
    conflicts: z.array(ConflictLine),
    refused: z.array(RefusedLine),
    files: z.array(FileLine),
  }),
  example: { patientId: null },
  permission: 'chart.read',
  reads: ['conflicts', 'attention', 'patients', 'blob', 'documents'],
  audit: { action: 'attention.list', category: 'chart', subject: ({ patientId }) => patientId },
})
