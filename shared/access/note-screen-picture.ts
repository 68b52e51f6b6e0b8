import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** Records that the key for a picture of the screen was pressed, and whose chart was in front. The system takes the picture: it cannot be stopped by a page. */
export const noteScreenPicture = defineCommand({
  name: 'access.noteScreenPicture',
  input: z.strictObject({ patientId: Id.nullable() }),
  output: z.strictObject({ at: z.string() }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  byKit: 'too',
  permission: 'any-signed-in',
  audit: { action: 'screen-picture', category: 'chart', subject: (input) => input.patientId },
})
