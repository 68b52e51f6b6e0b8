import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { largestBlob } from '../sync/blobs.ts'
import { StagedFile } from './staged-file.ts'

/** Bytes of one part. */
export const partBytes = 1024 * 1024

/** RFC 4648 section 4. Letter by letter: a pattern of groups of four goes through a megabyte with a stack of its own. */
const Base64 = z
  .string()
  .max(2 * partBytes)
  .refine((value) => value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value), 'input.not-text')

/** A file that was dropped on the chart or pasted: its page has the bytes, and sends them part by part. */
export const beginFile = defineCommand({
  name: 'charting.beginFile',
  input: z.strictObject({
    patientId: Id,
    name: text(300),
    size: z.int().min(1, 'file.empty').max(largestBlob, 'file.too-large'),
  }),
  output: z.strictObject({ token: z.uuid() }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', name: 'card.png', size: 20_480 },
  permission: 'chart.write',
  audit: { action: 'document.send-file', category: 'documents', subject: (input) => input.patientId },
})

/**
 * The next part, in order; with the last one the file is taken in. Reasons as of chooseFiles, and `file.not-begun` where the
 * token is old or parts came out of order.
 */
export const sendFilePart = defineCommand({
  name: 'charting.sendFilePart',
  input: z.strictObject({ token: z.uuid(), from: z.int().min(0), base64: Base64 }),
  output: z.strictObject({ file: StagedFile.nullable() }),
  example: { token: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', from: 0, base64: 'SGVsbG8=' },
  permission: 'chart.write',
  maxBytes: 2 * partBytes,
  audit: { none: 'a part of a file whose beginning was recorded' },
})
