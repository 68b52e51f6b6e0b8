import { z } from 'zod'

/** Why somebody is in the downtime pack. */
export const packReasons = ['today', 'tomorrow', 'by-hand', 'changed', 'opened'] as const
export const PackReason = z.enum(packReasons)
export type PackReason = z.output<typeof PackReason>

/** Pages of the pack, the first and the last; the first page of it is 1. */
export const PageRange = z.strictObject({ from: z.int().min(1), to: z.int().min(1) })
export type PageRange = z.output<typeof PageRange>

/** One patient of a pack, and where in it they are. */
export const PackLine = z.strictObject({
  patientId: z.string(),
  /** As a paper chart is filed. */
  name: z.string(),
  birthDate: z.string().nullable(),
  mrn: z.string(),
  why: z.array(PackReason).min(1),
  pages: PageRange,
})
export type PackLine = z.output<typeof PackLine>

/** What a downtime pack says of itself. It is sealed as the pack is. */
export const PackManifest = z.strictObject({
  format: z.literal(1),
  practiceName: z.string(),
  madeAt: z.string(),
  /** Up to when the work of others had been read; null where no cloud was ever read. */
  dataAsOf: z.string().nullable(),
  pages: z.int().min(1),
  /** Cover, schedule and list of patients. */
  front: PageRange,
  /** Blank forms. */
  forms: PageRange,
  patients: z.array(PackLine),
})
export type PackManifest = z.output<typeof PackManifest>
