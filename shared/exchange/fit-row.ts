/** Makes texts fit their columns: trimmed, NFC, no control characters, nothing that turns what follows, and where too long, the start with an ellipsis. */
import { z } from 'zod'
import { turningMarks } from '../kernel/fields.ts'
import type { RecordType } from '../kernel/record.ts'

type Fit = (value: unknown) => unknown

/** A copy of `row` that fits. What is cut here stands whole in the original. */
export function fitRow<Row extends object>(record: RecordType, row: Row): Row {
  const fits = fitsOf(record)
  const fitted = { ...row } as Record<string, unknown>
  for (const [field, fit] of fits) fitted[field] = fit(fitted[field])
  return fitted as Row
}

const known = new WeakMap<RecordType, ReadonlyArray<readonly [string, Fit]>>()
function fitsOf(record: RecordType): ReadonlyArray<readonly [string, Fit]> {
  const before = known.get(record)
  if (before) return before
  const fits = fieldFits(record.row)
  known.set(record, fits)
  return fits
}

const fieldFits = (schema: z.ZodObject): ReadonlyArray<readonly [string, Fit]> =>
  Object.entries(schema.shape).flatMap(([field, part]) => {
    const fit = fitOf(part as z.ZodType)
    return fit ? [[field, fit] as const] : []
  })

/** Null for what has no length of its own: numbers, ids, codes from a fixed set. */
function fitOf(schema: z.ZodType): Fit | null {
  if (schema instanceof z.ZodNullable) {
    const inner = fitOf(schema.unwrap() as z.ZodType)
    return inner && ((value) => (value === null ? null : inner(value)))
  }
  if (schema instanceof z.ZodString) {
    const max = schema.maxLength
    return max === null ? null : (value) => (typeof value === 'string' ? fitText(value, max) : value)
  }
  if (schema instanceof z.ZodObject) {
    const fits = fieldFits(schema)
    return (value) => {
      const fitted = { ...(value as Record<string, unknown>) }
      for (const [field, fit] of fits) fitted[field] = fit(fitted[field])
      return fitted
    }
  }
  if (schema instanceof z.ZodArray) {
    const most = longest(schema)
    const inner = fitOf(schema.element as z.ZodType) ?? ((value: unknown) => value)
    return (value) => (value as unknown[]).slice(0, most).map(inner)
  }
  return null
}

/** How many items an array schema takes. */
function longest(schema: z.ZodArray): number {
  for (const check of schema._zod.def.checks ?? []) {
    const { def } = check._zod as { def: { check: string; maximum?: number } }
    if (def.check === 'max_length' && def.maximum !== undefined) return def.maximum
  }
  return Infinity
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/
// oxlint-disable-next-line no-control-regex -- they are what is replaced
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Most texts need nothing done. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/

export function fitText(value: string, max: number): string {
  if (value.length <= max && (value === '' || plain.test(value))) return value
  const trimmed = value.trim().normalize('NFC')
  const clean = odd.test(trimmed)
    ? trimmed.toWellFormed().replace(control, ' ').replace(turningMarks, '')
    : trimmed
  if (clean.length <= max) return clean
  const last = clean.charCodeAt(max - 2)
  // never half of a surrogate pair
  return `${clean.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 2 : max - 1)}…`
}
