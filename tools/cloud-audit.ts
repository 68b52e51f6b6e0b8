/** `npm run cloud -- audit:export`: entries in a file, and beside it what was proven of the log they are from. */
import { createHash } from 'node:crypto'
import { open, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Pool } from 'pg'
import { RunBook, statementName } from '../shared/audit/published.ts'
import { AppError } from '../shared/kernel/errors.ts'
import { exportAudit } from '../src-cloud/audit/export.ts'
import type { AuditKeys } from '../src-cloud/audit/keys.ts'
import { proofsOf, sealStatement } from '../src-cloud/audit/proofs.ts'
import { readTree } from '../src-cloud/audit/tree.ts'
import { verifyAudit, type AuditVerified } from '../src-cloud/audit/verify.ts'
import { inPractice } from '../src-cloud/postgres/pool.ts'

type Given = Readonly<Partial<Record<'from' | 'until' | 'patient' | 'format' | 'out', string>>>

export type Written = AuditVerified &
  Readonly<{ file: string; statement: string; lines: number; sha256: string }>

/** The cloud's keys for logs, and its authority (PEM). */
export type Signing = Readonly<{ keys: AuditKeys; authority: string }>

/** Throws `audit.period`, `audit.format`. The files must not be there yet. `at`: ISO 8601. */
export async function writeAudit(
  pool: Pool,
  practice: string,
  { keys, authority }: Signing,
  given: Given,
  at = new Date().toISOString(),
): Promise<Written> {
  const { format = 'ndjson' } = given
  const [from, to] = [instant(given.from ?? '0001-01-01'), instant(given.until ?? '9999-01-01')]
  if (format !== 'ndjson' && format !== 'csv') throw new AppError('Invalid', 'audit.format')
  const file = resolve(process.env['INIT_CWD'] ?? '.', given.out ?? '')
  const verified = await verifyAudit(pool, practice, keys)
  const tree = await inPractice(pool, practice, (client) => readTree(client, practice))
  const out = await open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  const runs = new RunBook()
  const patient = given.patient ?? null
  let lines = 0
  try {
    const wanted = { from, to, patient, format, size: tree.size } as const
    for await (const line of exportAudit(pool, practice, wanted, runs)) {
      lines += 1
      hash.update(`${line}\n`)
      await out.write(`${line}\n`)
    }
  } finally {
    await out.close()
  }
  // by what was asked for: what is missing all the same is to be seen
  const whole = given.from === undefined && given.until === undefined && patient === null
  const proofs = await proofsOf(pool, { practice, keys, authority, tree, at, runs: runs.runs, whole })
  const sha256 = hash.digest('hex')
  const about = { at, from, until: to, patient, format, file: basename(file), lines, sha256, ...verified }
  const statement = statementName(file)
  await writeFile(statement, `${JSON.stringify(sealStatement(keys, { ...about, proofs }), null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
  })
  return { ...verified, file, statement, lines, sha256 }
}

export function instant(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new AppError('Invalid', 'audit.period')
  return at.toISOString()
}
