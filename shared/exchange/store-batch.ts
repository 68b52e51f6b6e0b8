import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import type { RowOf } from '../kernel/record.ts'
import { Refusal, TypeCounts } from './import-report.ts'
import type { Row } from './map-resource.ts'
import type { originals } from './original.ts'
import type { Want } from './references.ts'
import { reasonCodes } from './refusal.ts'

type AsRead = Omit<RowOf<typeof originals>, 'receivedAt' | 'importId' | 'replacedBy'>
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/** One resource, read, mapped and packed; the write door parses the rows themselves. */
export const Incoming = z.strictObject({
  file: z.string(),
  line: z.int().min(0),
  /** Its place in the file, before its own elements: `Bundle.entry[3].resource`, or its resource type. */
  path: z.string(),
  /** Parsed by the write door, as its row is. */
  original: z.custom<AsRead>(isObject),
  /** `content` as its column keeps it; null leaves packing it to the store. */
  packed: z.instanceof(Uint8Array).nullable(),
  /** What screens show of it. */
  row: z.custom<Row>(isObject).nullable(),
  wants: z.custom<readonly Want[]>(Array.isArray),
  /** What others may call it by. */
  identifiers: z.array(z.strictObject({ system: z.string(), value: z.string() })),
  /**
   * Its patient has not been met in this import: the records must know it, or the resource is refused; one that only
   * names the patient goes in without.
   */
  unseenPatient: z.enum(['bound', 'named']).nullable(),
  /** Why it may not go in after all. */
  refused: z.enum(reasonCodes).nullable(),
})
export type Incoming = z.output<typeof Incoming>

/** Stores a batch in one transaction, as far as fits into one; what is left is asked again. */
export const storeBatch = defineCommand({
  name: 'exchange.storeBatch',
  caller: 'internal',
  input: z.strictObject({
    importId: Id,
    /** What the transaction may hold, in units of a new resource. */
    most: z.int().min(1).max(1000),
    items: z.array(Incoming).max(2000),
    /** Resources that could not be read at all. */
    refusals: z.array(Refusal).max(2000),
    /** What became of each file of growth reference tables. */
    growthTables: z.array(z.enum(['created', 'changed', 'unchanged'])).max(2000),
    /** Files begun since the last batch, and those that hold no FHIR. */
    files: z.int().min(0),
    notFhir: z.array(z.string()),
  }),
  output: z.strictObject({
    /** How many of the items are dealt with, from the first. */
    taken: z.int(),
    counts: z.array(TypeCounts),
    /** Patients refused in this batch, by the id they would have had. */
    refusedPatients: z.array(z.string()),
  }),
  example: {
    importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    most: 160,
    items: [],
    refusals: [],
    growthTables: [],
    files: 0,
    notFhir: [],
  },
  permission: 'record.import',
  maxBytes: 128 * 1024 * 1024,
  audit: { action: 'import.store', category: 'exchange', subject: () => null },
})
