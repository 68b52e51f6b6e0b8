/** Entries with names as a table that every spreadsheet reads (RFC 4180), in a file that is there whole or not at all. */
import { Encrypter } from 'age-encryption'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ReadableStream } from 'node:stream/web'
import { wordsOfAction } from '../../shared/auditing/action-words.ts'
import type { EntryLine } from '../../shared/auditing/entry-line.ts'
import { wordsOfCategory, wordsOfOutcome } from '../../shared/auditing/entry-words.ts'
import { csvCell } from '../../shared/audit/csv.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from '../store/cipher.ts'

type Cell = string | number
const columns: Readonly<Record<string, (line: EntryLine) => Cell>> = {
  Number: ({ number }) => number,
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
export const writeTable = (to: Target, parts: Iterable<string>): Promise<void> =>
  writeWhole(to, tableBegins, parts)

/** `passphrase`: what opens it, by age; null where it is in the clear. */
export type Target = Readonly<{ folder: string; name: string; passphrase: string | null }>

/** A passphrase of 160 bits needs no stretching; what opens the file does a little of it all the same. */
const scryptLogN = 15

async function bytesOf(
  begins: string,
  parts: Iterable<string>,
  passphrase: string | null,
): Promise<AsyncIterable<Uint8Array>> {
  const encoder = new TextEncoder()
  async function* plain() {
    if (begins !== '') yield encoder.encode(begins)
    for (const part of parts) yield encoder.encode(part)
  }
  if (passphrase === null) return plain()
  const age = new Encrypter()
  age.setScryptWorkFactor(scryptLogN)
  age.setPassphrase(passphrase)
  // the library speaks of a browser's streams, which Node's are
  const sealed = await age.encrypt(ReadableStream.from(plain()) as globalThis.ReadableStream<Uint8Array>)
  return sealed as ReadableStream<Uint8Array>
}

/** A file that is there whole or not at all. Throws as `writeTable`. */
export async function writeWhole(
  { folder, name, passphrase }: Target,
  begins: string,
  parts: Iterable<string>,
): Promise<void> {
  const file = join(folder, name)
  try {
    const out = await open(file, 'wx', 0o600)
    try {
      for await (const bytes of await bytesOf(begins, parts, passphrase)) await out.write(bytes)
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
