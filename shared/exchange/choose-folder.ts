import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** A folder somebody chose to import. Its path stays in the vault; the page knows it by a token. */
export const ChosenFolder = z.strictObject({
  token: z.uuid(),
  folderName: z.string(),
  /** Files that may be imported, and their size on disk together. */
  files: z.int().min(0),
  bytes: z.int().min(0),
})

/** Lets the person choose the folder to import; null where they chose none. */
export const chooseFolder = defineCommand({
  name: 'exchange.chooseFolder',
  input: z.strictObject({}),
  output: z.strictObject({ choice: ChosenFolder.nullable() }),
  example: {},
  permission: 'record.import',
  audit: { action: 'import.choose-folder', category: 'exchange', subject: () => null },
})
