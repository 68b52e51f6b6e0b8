import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { Sha256 } from '../sync/blobs.ts'

/**
 * Where the bytes of a document are, as far as this workstation knows. `here`: on this workstation. `cloud`: only in the
 * cloud. `elsewhere`: neither; the workstation that added it has them.
 */
export const FileState = z.strictObject({
  sha256: Sha256,
  size: z.int(),
  where: z.enum(['here', 'cloud', 'elsewhere']),
  /** The cloud has it whole, and has said so. */
  stored: z.boolean(),
  /** Bytes that the cloud has, and that have come from there. */
  sent: z.int(),
  got: z.int(),
  /** Why it needs a person; null where it does not. */
  fault: z.string().nullable(),
})
export type FileState = z.output<typeof FileState>

/** The files of a chart's documents. Asked again whenever one of them has come further. */
export const getFileStates = defineQuery({
  name: 'charting.getFileStates',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ files: z.array(FileState) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['blob', 'documents'],
  audit: { none: 'how far bytes are on their way, of documents whose listing was recorded' },
})
