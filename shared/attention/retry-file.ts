import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Sha256 } from '../sync/blobs.ts'

/** Lets the bytes of a document that could not be carried be tried again at once. `attention.settled` where they are on their way. */
export const retryFile = defineCommand({
  name: 'attention.retryFile',
  input: z.strictObject({ sha256: Sha256 }),
  output: z.strictObject({}),
  example: { sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  permission: 'chart.read',
  audit: { action: 'file.retry', category: 'documents', subject: () => null },
})
