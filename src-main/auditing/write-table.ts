/** Entries with names as a table that every spreadsheet reads (RFC 4180), in a file that is there whole or not at all. */
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { wordsOfAction } from '../../shared/auditing/action-words.ts'
import type { EntryLine } from '../../shared/auditing/entry-line.ts'
import { wordsOfCategory, wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import { csvCell } from '../../shared/audit/csv.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from '../store/cipher.ts'

type Cell = string | number
const columns: Readonly<Record<string, (line: EntryLine) => Cell>> = {
  Number: ({ n }) => n,
  'Date and time (UTC)': ({ at }) => at,
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

export const tableOf = (lines: readonly EntryLine[]): string =>
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
export const writeTable = (folder: string, name: string, parts: Iterable<string>): Promise<void> =>
  writeWhole(folder, name, tableBegins, parts)

/** A file that is there whole or not at all. Throws as `writeTable`. */
export async function writeWhole(
  folder: string,
  name: string,
  begins: string,
  parts: Iterable<string>,
): Promise<void> {
  const file = join(folder, name)
  try {
    const out = await open(file, 'wx', 0o600)
    try {
      await out.write(begins)
      for (const part of parts) await out.write(part)
      await out.sync()
    } finally {
      await out.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new AppError('Conflict', 'audit.export-exists')
    // half a report is none
    await rm(file, { force: true }).catch(() => undefined)
    throw storeError(error)
  }
}
