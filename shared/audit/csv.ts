/** Entries as a table that every spreadsheet reads (RFC 4180). */
import type { LogEntry } from './entry.ts'

const columns = [
  'n',
  'epoch',
  'at',
  'device',
  'actor',
  'session',
  'action',
  'category',
  'subject',
  'outcome',
  'reason',
  'op',
] as const

export const csvHead = [...columns, 'detail', 'h'].join(',')

export const csvLine = (entry: LogEntry, h: string): string =>
  [...columns.map((column) => entry[column] ?? ''), JSON.stringify(entry.detail), h].map(csvCell).join(',')

/** A cell that begins like a formula is text to the spreadsheet too. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
