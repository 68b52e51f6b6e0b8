import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { RefusedFile, StagedFile } from './staged-file.ts'

/**
 * Lets the person choose files for a document, and takes them in: encrypted, by their hash. Their paths stay in the vault.
 * Those that cannot be added are named with the reason: `file.kind`, `file.heic`, `file.tiff`, `file.not-what-it-says`,
 * `file.too-large`, `file.empty`, `file.unreadable`. Throws `store.disk-full`.
 */
export const chooseFiles = defineCommand({
  name: 'charting.chooseFiles',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ files: z.array(StagedFile), refused: z.array(RefusedFile) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.write',
  audit: { action: 'document.choose-files', category: 'documents', subject: (input) => input.patientId },
})
