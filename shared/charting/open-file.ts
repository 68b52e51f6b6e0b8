import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { Sha256 } from '../sync/blobs.ts'

/**
 * Opens a file of a document, or one that one has chosen for a document oneself. Where its bytes are not here they are
 * asked for, and `opened` is null: getFileStates says when they have come. Throws `document.not-found`, `file.damaged`.
 */
export const openFile = defineCommand({
  name: 'charting.openFile',
  input: z.strictObject({ patientId: Id, sha256: Sha256 }),
  output: z.strictObject({
    opened: z.strictObject({ token: z.uuid(), contentType: z.string(), size: z.int() }).nullable(),
    /** The copy that was here was not whole any more, and is fetched anew. */
    wasDamaged: z.boolean(),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  },
  permission: 'chart.read',
  audit: { action: 'document.open', category: 'documents', subject: (input) => input.patientId },
})

/** Bytes of an opened file, from one to before another. `file.not-open` where its token is old, `file.damaged` where they are. */
export const getFilePart = defineQuery({
  name: 'charting.getFilePart',
  input: z.strictObject({ token: z.uuid(), from: z.int().min(0), to: z.int().min(1) }),
  output: z.strictObject({ base64: z.string() }),
  example: { token: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', from: 0, to: 1000 },
  permission: 'chart.read',
  reads: [],
  audit: { none: 'a part of a file whose opening was recorded' },
})
