import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { Sha256, largestBlob } from './blobs.ts'

/**
 * The cloud has these bytes, and has verified them. Only the cloud says so, in the log like everything else: a workstation
 * that has read it may do without its own copy, and no other may (docs/sync.md, "Blobs").
 */
export const storedBlobs = defineRecord({
  type: 'stored-blob',
  table: 'stored_blobs',
  patient: null,
  by: 'cloud',
  merge: { all: 'immutable' },
  row: z.strictObject({
    id: Id,
    sha256: Sha256,
    size: z.int().min(1).max(largestBlob),
    storedAt: Instant,
  }),
})

/**
 * The id of that fact: the first 122 bits of the hash (RFC 9562 version 8). Bytes that are brought twice are one fact, also
 * where two bring them at once.
 */
export function storedBlobId(sha256: string): string {
  const variant = '89ab'[Number.parseInt(sha256[16] ?? '0', 16) % 4]
  const parts = [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ]
  return parts.join('-')
}
