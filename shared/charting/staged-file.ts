/** A file that was chosen for a document and is not in the chart yet. */
import { z } from 'zod'
import { Sha256, largestBlob } from '../sync/blobs.ts'

/** The draft of a document that is being added: its files are kept for as long as it is there. */
export const addingDraft = 'charting.addDocument'

/** What may be added, because it can be shown. Text is UTF-8 or Windows-1252, and says which. */
export const fileTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/plain; charset=utf-8',
  'text/plain; charset=windows-1252',
] as const

/** Encrypted on this workstation; its path was never told. */
export const StagedFile = z.strictObject({
  sha256: Sha256,
  name: z.string().max(300),
  contentType: z.enum(fileTypes),
  size: z.int().min(1).max(largestBlob),
})
export type StagedFile = z.output<typeof StagedFile>

/** A file that cannot be added, by its name, and why. */
export const RefusedFile = z.strictObject({
  name: z.string(),
  reason: z.string(),
  params: z.record(z.string(), z.string()),
})
export type RefusedFile = z.output<typeof RefusedFile>
