/** Lines of a segment or a chart: rows, and in a segment the patients whose charts are whole. */
import type { CloudRow } from '../store/apply.ts'
import { Unreachable } from './transport.ts'

/** A row, or the patient whose chart is whole with the lines before. Read by hand: there are millions of them. Throws Unreachable. */
export function readLine(text: string): CloudRow | string {
  const { t, id, v, r, c } = jsonOf(text)
  if (typeof c === 'string') return c
  if (
    typeof t !== 'string' ||
    typeof id !== 'string' ||
    !Number.isSafeInteger(v) ||
    !r ||
    typeof r !== 'object'
  )
    throw new Unreachable('captive-portal')
  const row = r as Record<string, unknown>
  row['id'] = id
  return { type: t, id, version: v as number, row }
}

/** Throws Unreachable for what is no text of an object: it was changed or cut on the way. */
export function jsonOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    throw new Unreachable('captive-portal')
  }
}
