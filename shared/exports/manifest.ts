/** `manifest-EXPORT.json`, the last file of every export: what it is, for whom, of what it is made and what is not in it (docs/exports.md). */
import { z } from 'zod'
import { purposes, recipients } from '../audit/handing-out.ts'

const count = z.int().min(0)

export const ExportFile = z.strictObject({
  name: z.string(),
  /** A FHIR resource type; `as-received` of one; `amendments`, `labels` or `file`. */
  type: z.string(),
  /** Lines; one for a file. */
  count,
  bytes: count,
  sha256: z.string().length(64),
})
export type ExportFile = z.output<typeof ExportFile>

export const Manifest = z.strictObject({
  format: z.literal('holdfast-export'),
  version: z.literal(1),
  exportId: z.uuid(),
  fhirVersion: z.literal('4.0.1'),
  practice: z.string(),
  workstation: z.string(),
  madeAt: z.string(),
  madeBy: z.string(),
  recipient: z.enum(recipients),
  purpose: z.enum(purposes),
  /** Of an export of many patients. */
  request: z
    .strictObject({ requestId: z.string(), reason: z.string(), approvedBy: z.string().nullable() })
    .nullable(),
  patients: count,
  resources: z.strictObject({
    /** As they came in. */
    asReceived: count,
    /** As they came in, with what was changed here since; as they came they lie in the files `as-received`. */
    updated: count,
    /** Entered here. */
    madeHere: count,
  }),
  notIncluded: z.strictObject({
    /** Entries that whoever made it may not see, charts that are closed to them, and files whose bytes were not on that workstation. */
    entries: count,
    charts: count,
    files: count,
    note: z.string(),
  }),
  files: z.array(ExportFile),
})
export type Manifest = z.output<typeof Manifest>

/** What is not in it, in words; empty where nothing is missing. */
export function missingText({
  entries,
  charts,
  files,
}: Readonly<{ entries: number; charts: number; files: number }>): string {
  const said = (n: number, one: string, many: string) =>
    n === 0 ? [] : [n === 1 ? one : many.replace('N', n.toLocaleString('en-US'))]
  const parts = [
    ...said(
      entries,
      'One entry is not in it, because it is kept to some people of the practice.',
      'N entries are not in it, because they are kept to some people of the practice.',
    ),
    ...said(
      charts,
      'One chart is not in it, because it is not open to whoever made this.',
      'N charts are not in it, because they are not open to whoever made this.',
    ),
    ...said(
      files,
      'The bytes of one document were not on the workstation.',
      'The bytes of N documents were not on the workstation.',
    ),
  ]
  return parts.length === 0 ? '' : `${parts.join(' ')} Ask the practice for what you need of it.`
}
