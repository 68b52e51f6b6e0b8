/** `npm run cloud -- revocations`: the practice's list of revocations in a file, to be carried to a computer without a network. */
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Pool } from 'pg'
import { readGrantKey } from '../src-cloud/access/grant-keys.ts'
import { signedRevocations } from '../src-cloud/access/sign-revocations.ts'

export async function writeRevocations(
  pool: Pool,
  practice: string,
  { folder }: Readonly<{ folder: string }>,
  out: string,
): Promise<Readonly<{ file: string; number: number; people: number; workstations: number }>> {
  const signed = await signedRevocations(pool, practice, readGrantKey(join(folder, 'tls')))
  const file = resolve(process.env['INIT_CWD'] ?? '.', out)
  await writeFile(file, `${JSON.stringify(signed)}\n`)
  const { number, people, workstations } = signed.list
  return { file, number, people: people.length, workstations: workstations.length }
}
