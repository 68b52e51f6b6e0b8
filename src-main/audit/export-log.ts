/** Writes entries of the log for an auditor, and what was proven of all of it. Nothing of it names a patient but by an id. */
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { TransformStream } from 'node:stream/web'
import { verifyChain, type Point, type Verdict } from '../../shared/audit/chain.ts'
import { csvHead, csvLine } from '../../shared/audit/csv.ts'
import { readEntry } from '../../shared/audit/entry.ts'
import { exportLine, RunBook, statementName } from '../../shared/audit/published.ts'
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { writeWholeFile, type Target } from '../store/whole-file.ts'
import type { AuditFile } from './audit-log.ts'
import { chainCrypto } from './chain-crypto.ts'
import { anchorsOf } from './signed-book.ts'
import { signedBefore, statementOf, type Identity } from './statement.ts'
import { WitnessBook } from './witness-book.ts'

export type Wanted = Readonly<{
  /** Calendar days in `timeZone` (IANA name), the last included. */
  from: string
  to: string
  timeZone: string
  patientId: string | null
  format: 'ndjson' | 'csv'
}>
export type Written = Readonly<{ fileName: string; entries: number; holds: boolean; firstBad: number | null }>

const atOnce = 500

/** Throws `audit.export-exists`, and what the disk says. `turn` lets others have theirs. `identity`: what it is signed with. `passphrase`: of both files, null where they are in the clear. */
export async function exportLog(
  file: AuditFile,
  folder: string,
  wanted: Wanted,
  at: string,
  turn: () => Promise<void>,
  identity: Identity | null = null,
  passphrase: string | null = null,
): Promise<Written> {
  const { from, to, timeZone, patientId, format } = wanted
  const name = `holdfast-audit-${from}-to-${to}-${at.replaceAll(/[:.]/g, '')}.${format}`
  const target = (of: string): Target => ({
    folder,
    name: passphrase === null ? of : `${of}.age`,
    passphrase,
  })
  const hash = createHash('sha256')
  const runs = new RunBook()
  let [entries, left] = [0, 0]
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const writing = writeWholeFile(target(name), readable)
  // what the disk says is asked for below; until then it is nobody's
  writing.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  const write = async (line: string) => {
    const bytes = Buffer.from(`${line}\n`)
    hash.update(bytes)
    await writer.write(bytes)
  }
  const signed = signedBefore(new WitnessBook(file), identity)
  const walked = async (): Promise<Verdict> => {
    if (format === 'csv') await write(csvHead)
    const [start, before] = [startOfDay(timeZone, from), startOfDay(timeZone, addDays(to, 1))]
    const verdict = await walkLog(file, turn, async (each) => {
      if (each.at < start || each.at >= before || (patientId !== null && each.subject !== patientId)) {
        left += 1
        return
      }
      entries += 1
      const { text, h, mac } = each.kept
      const entry = readEntry(text)
      if (entry) runs.add(entry, h, null)
      if (format === 'ndjson') await write(exportLine(text, h, mac))
      else if (entry) await write(csvLine(entry, h))
    })
    await writer.close()
    return verdict
  }
  const walking = walked()
  walking.catch((error: unknown) => writer.abort(error).catch(() => undefined))
  // why it could not be written says more than that nothing more could be
  await writing
  const verdict = await walking
  const about = { at, ...wanted, file: name, entries, sha256: hash.digest('hex') }
  const whole = left === 0
  const statement = statementOf(file, { about, verdict, runs: runs.runs, whole, identity, signed })
  const { name: fileName } = target(name)
  try {
    await writeWholeFile(target(statementName(name)), inOne(`${JSON.stringify(statement, null, 2)}\n`))
  } catch (error) {
    // half an export is none
    await rm(join(folder, fileName), { force: true }).catch(() => undefined)
    throw error
  }
  return { fileName, entries, holds: verdict.ok, firstBad: verdict.ok ? null : verdict.firstBad }
}

async function* inOne(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text))
}

type Each = ReturnType<WitnessBook['entries']>[number]

/** Walks the whole log, in stretches; what is written meanwhile is left to the next walk. */
export async function walkLog(
  file: AuditFile,
  turn: () => Promise<void>,
  each: (entry: Each) => Promise<void> = () => Promise.resolve(),
): Promise<Verdict> {
  const book = new WitnessBook(file)
  // in this order: what is signed of more than there is was signed of what is gone
  const anchors = anchorsOf(file.db)
  const { last } = file
  const base = book.base()
  let [at, epoch]: [Point, number | null] = [base, base.n === 0 ? null : base.epoch]
  let first: Verdict | null = null
  for (;;) {
    const after = at.n
    const rows = book.entries(after, Math.min(atOnce, Math.max(1, last.n - after)))
    const end = after + rows.length
    const isLast = rows.length === 0 || end >= last.n
    const verdict = verifyChain(chainCrypto, {
      base: at,
      epoch,
      key: null,
      device: file.device,
      entries: rows.map(({ kept }) => kept),
      anchors: isLast
        ? [...anchors.filter(({ n }) => n > after), last]
        : anchors.filter(({ n }) => n > after && n <= end),
    })
    if (!verdict.ok) first ??= verdict
    for (const row of rows) await each(row)
    if (isLast) return first ?? verdict
    // what follows the first fault is still told, and is proven no more
    at = verdict.ok ? verdict.end : { n: end, h: rows.at(-1)?.kept.h ?? at.h }
    epoch = rows.at(-1)?.epoch ?? epoch
    await turn()
  }
}
