/** `npm run cloud -- audit:export`: entries in a file, and beside it what was proven of the log they are from. */
import { createHash } from 'node:crypto'
import { open, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Pool } from 'pg'
import { AppError } from '../shared/kernel/errors.ts'
import { exportAudit } from '../src-cloud/audit/export.ts'
import type { AuditKeys } from '../src-cloud/audit/keys.ts'
import { verifyAudit, type AuditVerified } from '../src-cloud/audit/verify.ts'

type Given = Readonly<Partial<Record<'from' | 'until' | 'patient' | 'format' | 'out', string>>>

export type Written = AuditVerified &
  Readonly<{ file: string; statement: string; lines: number; sha256: string }>

/** Throws `audit.period`, `audit.format`. The files must not be there yet. */
export async function writeAudit(
  pool: Pool,
  practice: string,
  keys: AuditKeys,
  given: Given,
): Promise<Written> {
  const { format = 'ndjson' } = given
  const [from, to] = [instant(given.from ?? '0001-01-01'), instant(given.until ?? '9999-01-01')]
  if (format !== 'ndjson' && format !== 'csv') throw new AppError('Invalid', 'audit.format')
  const file = resolve(process.env['INIT_CWD'] ?? '.', given.out ?? '')
  const verified = await verifyAudit(pool, practice, keys)
  const out = await open(file, 'wx', 0o600)
  const hash = createHash('sha256')
  let lines = 0
  try {
    for await (const line of exportAudit(pool, practice, {
      from,
      to,
      patient: given.patient ?? null,
      format,
    })) {
      lines += 1
      hash.update(`${line}\n`)
      await out.write(`${line}\n`)
    }
  } finally {
    await out.close()
  }
  const statement = `${file}.verified.json`
  const said = { ...verified, file, statement, lines, sha256: hash.digest('hex') }
  const about = { at: new Date().toISOString(), from, until: to, patient: given.patient ?? null }
  await writeFile(statement, `${JSON.stringify({ ...about, ...said }, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
  })
  return said
}

function instant(text: string): string {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw new AppError('Invalid', 'audit.period')
  return at.toISOString()
}
