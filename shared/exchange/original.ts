import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { packed } from '../kernel/packed.ts'

/**
 * A resource exactly as it was received, byte for byte, with the id of the row made from it (they share one id).
 * When a later import brings another version, the earlier one is kept under an id of its own, `replacedBy` this.
 */
export const originals = defineRecord({
  type: 'original',
  table: 'originals',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    resourceType: 'immutable',
    sourceId: 'immutable',
    source: 'immutable',
    patientId: 'immutable',
  },
  row: z.strictObject({
    id: Id,
    /** FHIR resource type and the id it had where it came from. */
    resourceType: stored(80),
    sourceId: stored(200),
    /** Which system's ids these are; null for ids that are unique everywhere (UUIDs). */
    source: stored(120).nullable(),
    patientId: Id.nullable(),
    /** The record type of the row made from it; null for what is kept only. */
    linkedTo: stored(40).nullable(),
    /** SHA-256 of the content in hex. */
    hash: z.string().length(64),
    receivedAt: Instant,
    importId: Id,
    replacedBy: Id.nullable(),
    content: packed(32 * 1024 * 1024),
  }),
})
