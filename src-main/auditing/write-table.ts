/** Entries with names as a table that every spreadsheet reads (RFC 4180), in a file that is there whole or not at all. */
import { utcOffsetText } from '../../shared/audit/clock-words.ts'
import { wordsOfAction } from '../../shared/auditing/action-words.ts'
import type { EntryLine } from '../../shared/auditing/entry-line.ts'
import { wordsOfCategory, wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import { csvCell } from '../../shared/audit/csv.ts'
import { writeWholeFile, type Target } from '../store/whole-file.ts'

type Cell = string | number
/** `utcOffset`: by how many minutes the workstation's own time of day was ahead of UTC; null where that was not recorded. */
export type TableLine = EntryLine & Readonly<{ utcOffset: number | null }>
const columns: Readonly<Record<string, (line: TableLine) => Cell>> = {
  Number: ({ number }) => number,
  'Date and time (UTC)': ({ at }) => at,
  'Offset from UTC there': ({ utcOffset }) => (utcOffset === null ? '' : `UTC${utcOffsetText(utcOffset)}`),
  Person: ({ actor }) => actor?.name ?? '',
  'Person id': ({ actor }) => actor?.userId ?? '',
  Patient: ({ patient }) => patient?.name ?? '',
  'Birth date': ({ patient }) => patient?.birthDate ?? '',
  MRN: ({ patient }) => patient?.mrn ?? '',
  'Patient id': ({ patient }) => patient?.patientId ?? '',
  What: ({ action }) => wordsOfAction(action),
  Action: ({ action }) => action,
  'Kind of data': ({ category }) => wordsOfCategory(category),
  Outcome: ({ outcome }) => wordsOfOutcome(outcome),
  Reason: ({ reason }) => reason ?? '',
  Workstation: ({ workstation }) => workstation,
  Session: ({ session }) => session ?? '',
  Change: ({ op }) => op ?? '',
  Detail: ({ detail }) => detail,
  'Part of the log': ({ epoch }) => epoch,
  'Steady clock (ms)': ({ mono }) => mono,
  Start: ({ boot }) => boot,
}

export const tableHead = Object.keys(columns).map(csvCell).join(',')

export const tableOf = (lines: readonly TableLine[]): string =>
  lines
    .map(
      (line) =>
        `${Object.values(columns)
          .map((of) => csvCell(of(line)))
          .join(',')}\r\n`,
    )
    .join('')

/** Byte order mark and head of a table. */
const tableBegins = `\uFEFF${tableHead}\r\n`

/** Throws `audit.export-exists`, and what the disk says. */
export const writeTable = (to: Target, parts: Iterable<string>): Promise<void> =>
  writeWhole(to, tableBegins, parts)

/** A file that is there whole or not at all. Throws as `writeTable`. */
export function writeWhole(to: Target, begins: string, parts: Iterable<string>): Promise<void> {
  const encoder = new TextEncoder()
  // a turn for others between the parts
  async function* plain() {
    if (begins !== '') yield await Promise.resolve(encoder.encode(begins))
    for (const part of parts) yield encoder.encode(part)
  }
  return writeWholeFile(to, plain())
}
