import { z } from 'zod'
import { Coding, Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { Sha256, largestBlob } from '../sync/blobs.ts'
import { Moment } from './moment.ts'

/** Bytes that were added here or at another workstation: known by their hash, and carried beside the log. */
export const DocumentBlob = z.strictObject({
  sha256: Sha256,
  size: z.int().min(1).max(largestBlob),
  /** Null where it is not known, or there are none. */
  pages: z.int().min(1).nullable(),
})

export const Attachment = z.strictObject({
  contentType: stored(120),
  title: stored(300),
  /** Bytes; null where the source does not say and the content is not here. */
  size: z.int().min(0).nullable(),
  /** Where the bytes are: in the original, in a Binary that was imported too, in a blob, or nowhere we hold. */
  held: z.enum(['original', 'binary', 'blob', 'elsewhere']),
  binaryId: Id.nullable(),
  blob: DocumentBlob.nullish(),
})
export type Attachment = z.output<typeof Attachment>

/** Entered in error: who said so, when and why. It stays in the chart, and says so. */
export const Wrong = z.strictObject({ reason: stored(1000), by: Id, at: Instant })

/**
 * A document about a patient. Of one that was imported the bytes stay in the original it came in; of one that was added
 * they are blobs. Source: FHIR R4 DocumentReference.
 */
export const documents = defineRecord({
  type: 'document',
  table: 'documents',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    patientId: 'immutable',
    addedBy: 'immutable',
    addedAt: 'immutable',
    addedOn: 'immutable',
    ...sensitive.merge,
  },
  added: sensitive.added,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    title: stored(1000),
    kind: stored(1000),
    category: stored(300),
    status: stored(40),
    date: Moment.nullable(),
    author: stored(300),
    custodian: stored(300),
    encounterId: Id.nullable(),
    attachments: z.array(Attachment).max(60),
    // of what was added here and not imported
    code: Coding.nullish(),
    note: stored(4000).nullish(),
    addedBy: Id.nullish(),
    addedAt: Instant.nullish(),
    /** The workstation. */
    addedOn: Id.nullish(),
    wrong: Wrong.nullish(),
    ...sensitive.fields,
  }),
  derived: {
    columns: ['files'],
    // what the tables of blobs follow (migrations/local/0011-blobs.sql)
    of: ({ attachments }) => {
      const blobs = attachments.flatMap(({ blob }) => (blob ? [[blob.sha256, blob.size]] : []))
      return { files: blobs.length === 0 ? null : JSON.stringify(blobs) }
    },
  },
})
