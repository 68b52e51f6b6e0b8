import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'

/** Under which name the ids of a source that gave none are kept apart from those of others. */
export const unnamedSource = 'unnamed source'

/** Begins to import a chosen folder and returns at once; it runs on in the vault. One at a time. */
export const startImport = defineCommand({
  name: 'exchange.startImport',
  input: z.strictObject({
    /** From chooseFolder. */
    token: z.uuid(),
    /** Who the data is from: keeps ids that are not unique everywhere apart from those of other sources. */
    source: text(120),
  }),
  output: z.strictObject({ importId: Id }),
  example: { token: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', source: 'Lakeside Clinic' },
  permission: 'record.import',
  audit: { action: 'import.start', category: 'exchange', subject: () => null },
})

/** Ends a running import after the batch it is at. What is in stays in; importing again goes on from there. */
export const cancelImport = defineCommand({
  name: 'exchange.cancelImport',
  input: z.strictObject({ importId: Id }),
  output: z.strictObject({}),
  example: { importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'record.import',
  audit: { action: 'import.cancel', category: 'exchange', subject: () => null },
})
