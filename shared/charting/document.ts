import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { Moment } from './moment.ts'

export const Attachment = z.strictObject({
  contentType: stored(120),
  title: stored(300),
  /** Bytes; null where the source does not say and the content is not here. */
  size: z.int().min(0).nullable(),
  /** Where the bytes are: in the original, in a Binary that was imported too, or nowhere we hold. */
  held: z.enum(['original', 'binary', 'elsewhere']),
  binaryId: Id.nullable(),
})

/** A document about a patient. Its bytes stay in the original it came in. Source: FHIR R4 DocumentReference. */
export const documents = defineRecord({
  type: 'document',
  table: 'documents',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable' },
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
  }),
})
