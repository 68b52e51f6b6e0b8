import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, PartialDate, text, words } from '../kernel/fields.ts'
import { Sha256 } from '../sync/blobs.ts'
import { kindNames } from './document-kinds.ts'

/** So many files at most make one document: both sides of a card, the pages of a letter that were photographed. */
export const mostFiles = 20

/**
 * Adds a document made of files that were chosen before. It is in the chart at once, here and wherever its row is read; its
 * bytes follow by themselves. `file.not-staged` where one of the files is no longer kept for whoever adds it.
 */
export const addDocument = defineCommand({
  name: 'charting.addDocument',
  input: z.strictObject({
    patientId: Id,
    title: words(300),
    kind: z.enum(kindNames),
    date: PartialDate.nullable(),
    note: text(2000),
    files: z
      .array(
        z.strictObject({
          sha256: Sha256,
          /** What the file is called among others of the document. */
          name: text(300),
          pages: z.int().min(1).max(100_000).nullable(),
        }),
      )
      .min(1, 'document.no-file')
      .max(mostFiles, 'document.too-many-files'),
  }),
  output: z.strictObject({ documentId: Id, version: z.int() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    title: 'Harbor Health Plan, both sides',
    kind: 'insurance-card',
    date: '2026-11-23',
    note: '',
    files: [
      {
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        name: 'Front',
        pages: null,
      },
    ],
  },
  permission: 'chart.write',
  audit: { action: 'document.add', category: 'documents', subject: (input) => input.patientId },
})

/** How long the one who added a document may take it back, in minutes; after that it is marked as wrong instead. */
export const takeBackMinutes = 5

/**
 * Takes back a document that one has just added: it leaves the chart, and its files wait to be added again. Throws
 * `document.not-found`, `document.too-late`, and `document.not-yours` for one that somebody else added.
 */
export const takeBackDocument = defineCommand({
  name: 'charting.takeBackDocument',
  input: z.strictObject({ patientId: Id, documentId: Id }),
  output: z.strictObject({}),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    documentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
  },
  permission: 'chart.write',
  audit: { action: 'document.take-back', category: 'documents', subject: (input) => input.patientId },
})
