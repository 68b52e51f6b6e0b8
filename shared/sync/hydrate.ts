/** How a new workstation takes in a practice: a snapshot of its rows in parts, instead of its whole log (docs/sync.md, "Hydrate"). */
import { z } from 'zod'
import { Id } from '../kernel/fields.ts'
import { Cursor } from './wire.ts'

/** Most rows of one segment, and about how many bytes of text one is cut at. */
export const segmentRows = 20_000
export const segmentTextBytes = 8 * 1024 * 1024

/** `core`: what a workstation needs before anybody can work with it; `charts`: everything else. */
export const scopes = ['core', 'charts'] as const
export type Scope = (typeof scopes)[number]

/** What belongs to `core`, by type, in the order it is sent: held of every patient, whoever's chart is not. */
export const coreTypes = [
  'practice',
  'user',
  'access-level',
  'organization',
  'practitioner',
  'location',
  // whom somebody reaches, and which charts are closed, is known before there is a chart
  'chart-restriction',
  'patient-place',
  'patient',
  'coverage',
  // who comes when, with whom and where: of every patient, whoever's chart is held
  'visit-type',
  'resource',
  'availability',
  'block',
  'schedule-policy',
  'appointment',
  'appointment-series',
  'waitlist-entry',
  'recall',
  'desk-check',
  'reminder',
  'reminder-policy',
  'contact-preference',
  'calendar-feed',
  'receipt',
  'allergy',
  'conflict',
] as const

export const Segment = z.object({
  n: z.int().min(0),
  scope: z.enum(scopes),
  rows: z.int().min(0),
  /** How many charts end in it; for each there is one line more that says so. */
  charts: z.int().min(0),
  /** Its charts were active in so many months before the snapshot was made; null for any time, 0 for what is of no chart. */
  months: z.int().min(0).nullable(),
  /** Of the compressed segment, as it is sent. */
  bytes: z.int().min(1),
  /** Of the same bytes, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Segment = z.output<typeof Segment>

/** A snapshot: every live row as of one point of the log. Its segments never change: NDJSON, each compressed with zstd. */
export const Manifest = z.object({
  snapshot: z.uuid(),
  asOf: Cursor,
  segments: z.array(Segment).refine((all) => all.every(({ n }, index) => n === index), 'numbered from 0'),
})
export type Manifest = z.output<typeof Manifest>

/** One line of a segment: a row and its version, or the patient whose chart is whole with the lines before it. */
export const SegmentLine = z.union([
  z.strictObject({
    t: z.string(),
    id: z.string(),
    v: z.int().min(1),
    r: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ c: Id }),
])
export type SegmentLine = z.output<typeof SegmentLine>
