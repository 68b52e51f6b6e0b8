/** What an import says of itself while it runs and when it is over. Counts are of resources as they were read. */
import { z } from 'zod'
import { reasonCodes } from './refusal.ts'

const count = z.int().min(0)

/**
 * One resource type. `read = stored + refused`, `stored = shown + keptOnly = created + changed + unchanged`: a
 * resource that was here already counts as stored.
 */
export const TypeCounts = z.strictObject({
  resourceType: z.string(),
  read: count,
  stored: count,
  /** Has a row that screens show. */
  shown: count,
  /** Is kept as it came and has no row of its own. */
  keptOnly: count,
  refused: count,
  created: count,
  changed: count,
  unchanged: count,
})
export type TypeCounts = z.output<typeof TypeCounts>

export const ImportReport = z.strictObject({
  types: z.array(TypeCounts),
  /** Fields that somebody changed here and the source changed too: theirs is kept beside ours in a conflict. */
  keptYours: count,
  /** References by identifier whose target has not come in yet. */
  waiting: count,
  files: count,
  /** Files that hold no FHIR, the first of them by name. */
  notFhir: z.strictObject({ total: count, files: z.array(z.string()).max(100) }),
})
export type ImportReport = z.output<typeof ImportReport>

export const emptyReport: ImportReport = {
  types: [],
  keptYours: 0,
  waiting: 0,
  files: 0,
  notFhir: { total: 0, files: [] },
}

/** One resource that was not taken in: where it stands and why. Nothing of what it says is repeated. */
export const Refusal = z.strictObject({
  file: z.string(),
  /** The line it begins on, from 1; for a resource of a Bundle also `path` says which. */
  line: z.int().min(0),
  resourceType: z.string(),
  /** The element at fault, as FHIRPath: `Bundle.entry[3].resource.birthDate`. */
  path: z.string(),
  reason: z.enum(reasonCodes),
  /** A limit, a position, a rule: never a value. */
  detail: z.string(),
})
export type Refusal = z.output<typeof Refusal>

export const importStates = ['running', 'finished', 'cancelled', 'failed', 'interrupted'] as const

export const ImportProgress = z.strictObject({
  /** Resources dealt with so far, and about how many there will be, judged by bytes; null until that can be said. */
  done: count,
  total: count.nullable(),
  perSecond: z.number().min(0),
  secondsLeft: z.number().min(0).nullable(),
  /** The file being read. */
  file: z.string(),
  /** Once all is read: missing targets are looked for once more. */
  phase: z.enum(['reading', 'second-look', 'settling']),
})
export type ImportProgress = z.output<typeof ImportProgress>

/** What `on('import', ...)` hears, at most four times a second and once at the end. */
export const ImportNews = z.strictObject({
  importId: z.string(),
  state: z.enum(importStates),
  progress: ImportProgress.nullable(),
})
export type ImportNews = z.output<typeof ImportNews>

/** The sums that must hold in every report. */
export const addsUp = (report: ImportReport): boolean =>
  report.types.every(
    (type) =>
      type.read === type.stored + type.refused &&
      type.stored === type.shown + type.keptOnly &&
      type.stored === type.created + type.changed + type.unchanged,
  )
