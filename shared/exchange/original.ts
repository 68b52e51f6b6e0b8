import { z } from 'zod'
import { Moment } from '../charting/moment.ts'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitivity.ts'
import { packed } from '../kernel/packed.ts'

/** The longest resource that is taken in, in bytes. */
export const largestResource = 32 * 1024 * 1024

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
    // two workstations that import the same folder say the same but for these
    receivedAt: 'low',
    importId: 'low',
    ...sensitive.merge,
  },
  added: sensitive.added,
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
    /** What a list says of a resource that is kept only; empty for what has a row of its own. */
    title: stored(200),
    date: Moment.nullable(),
    /** When its source last changed it (meta.lastUpdated), where it says so. */
    changedAt: Moment.nullable(),
    /** SHA-256 of the content in hex. */
    hash: z.string().length(64),
    receivedAt: Instant,
    importId: Id,
    replacedBy: Id.nullable(),
    /** `Type/id` behind each `urn:` reference that only the Bundle it came in could tell. */
    urns: z.record(z.string().max(400), stored(300)).nullable(),
    content: packed(largestResource),
    // of what is kept only; what has a row of its own says it there
    ...sensitive.fields,
  }),
})
