/** `npm run cloud -- audit:checkpoint`: the tree as it is now, signed, on a page to be printed and in the write-once folder. */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Pool } from 'pg'
import { writePage } from '../shared/audit/page.ts'
import type { SignedTree } from '../shared/audit/published.ts'
import { AppError } from '../shared/kernel/errors.ts'
import { keepCheckpoint } from '../src-cloud/audit/checkpoint-keeper.ts'
import { signTree } from '../src-cloud/audit/checkpoint.ts'
import type { AuditKeys } from '../src-cloud/audit/keys.ts'
import { readTree } from '../src-cloud/audit/tree.ts'
import { inPractice } from '../src-cloud/postgres/pool.ts'

export type Asked = Readonly<{
  practice: string
  /** Where the page goes; nowhere where it is not said. It must not be there yet. */
  print?: string
  /** The write-once folder. */
  checkpoints?: string
}>

/** Throws `audit.rewritten` where the folder says that the tree was another one, and `audit.empty` where there is none. */
export async function makeCheckpoint(
  pool: Pool,
  keys: AuditKeys,
  { practice, print, checkpoints }: Asked,
  now: () => number = Date.now,
): Promise<SignedTree['said']> {
  const { said, sig } = await signed(pool, keys, { practice, ...(checkpoints && { checkpoints }) }, now)
  if (print) {
    const page = writePage(ofText, {
      said,
      sig: hex(sig),
      key: ofBytes(Buffer.from(keys.receiptKey, 'base64')),
    })
    writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', print), page, { flag: 'wx', mode: 0o644 })
  }
  return said
}

async function signed(
  pool: Pool,
  keys: AuditKeys,
  { practice, checkpoints }: Asked,
  now: () => number,
): Promise<SignedTree> {
  if (!checkpoints) {
    const tree = await inPractice(pool, practice, (client) => readTree(client, practice))
    return signTree(keys, practice, tree, new Date(now()).toISOString())
  }
  const kept = await keepCheckpoint({ pool, keys, folder: checkpoints, now }, practice)
  if (kept.state === 'empty') throw new AppError('Conflict', 'audit.empty')
  const { number } = kept.file.said
  if (kept.state === 'rewritten')
    throw new AppError('Conflict', 'audit.rewritten', { number: String(number) })
  return kept.file
}

const hex = (base64: string): string => Buffer.from(base64, 'base64').toString('hex')
const ofText = (text: string): string => createHash('sha256').update(text).digest('hex')
const ofBytes = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
