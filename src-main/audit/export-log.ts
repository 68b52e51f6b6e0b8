/** Writes entries of the log for an auditor, and what was proven of all of it. Nothing of it names a patient but by an id. */
import { createHash } from 'node:crypto'
import { open, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { verifyChain, type Point, type Verdict } from '../../shared/audit/chain.ts'
import { csvHead, csvLine } from '../../shared/audit/csv.ts'
import { readEntry } from '../../shared/audit/entry.ts'
import { exportLine, RunBook, statementName } from '../../shared/audit/published.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { storeError } from '../store/cipher.ts'
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

/** Throws `audit.export-exists`, and what the disk says. `turn` lets others have theirs. `identity`: what it is signed with. */
export async function exportLog(
  file: AuditFile,
  folder: string,
  wanted: Wanted,
  at: string,
  turn: () => Promise<void>,
  identity: Identity | null = null,
): Promise<Written> {
  const { from, to, timeZone, patientId, format } = wanted
  const name = join(folder, `holdfast-audit-${from}-to-${to}-${at.replaceAll(/[:.]/g, '')}.${format}`)
  try {
    const out = await open(name, 'wx', 0o600)
    const hash = createHash('sha256')
    const runs = new RunBook()
    let [entries, left] = [0, 0]
    const write = async (line: string) => {
      hash.update(`${line}\n`)
      await out.write(`${line}\n`)
    }
    let verdict: Verdict
    const signed = signedBefore(new WitnessBook(file), identity)
    try {
      if (format === 'csv') await write(csvHead)
      const [start, before] = [startOfDay(timeZone, from), startOfDay(timeZone, addDays(to, 1))]
      verdict = await walkLog(file, turn, async (each) => {
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
      await out.sync()
    } finally {
      await out.close()
    }
    const about = { at, ...wanted, file: basename(name), entries, sha256: hash.digest('hex') }
    const whole = left === 0
    const statement = statementOf(file, { about, verdict, runs: runs.runs, whole, identity, signed })
    await writeFile(statementName(name), `${JSON.stringify(statement, null, 2)}\n`, {
      flag: 'wx',
      mode: 0o600,
    })
    return {
      fileName: basename(name),
      entries,
      holds: verdict.ok,
      firstBad: verdict.ok ? null : verdict.firstBad,
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new AppError('Conflict', 'audit.export-exists')
    // half an export is none
    await rm(name, { force: true }).catch(() => undefined)
    throw storeError(error)
  }
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
