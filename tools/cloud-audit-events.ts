/** `npm run cloud -- audit:events`: entries of all workstations of a practice as FHIR AuditEvents, by ids alone. */
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Pool } from 'pg'
import { exportEvents } from '../src-cloud/audit/export.ts'
import { instant } from './cloud-audit.ts'

type Given = Readonly<Partial<Record<'from' | 'until' | 'patient' | 'out', string>>>

/** What a cloud does not say, and where it is found. */
export const leftOut = [
  'names of people and patients: references are by id; workstations name them',
  'what was typed into a search: it is not recorded',
  'entries of a history that the cloud did not go on with: audit:verify tells of them',
  'the chain: meta.source names each entry and its hash; audit:export is the evidence',
] as const

/** Throws `audit.period`. The file must not be there yet. */
export async function writeEvents(
  pool: Pool,
  practice: string,
  given: Given,
): Promise<Readonly<{ file: string; events: number; leftOut: readonly string[] }>> {
  const wanted = {
    from: instant(given.from ?? '0001-01-01'),
    to: instant(given.until ?? '9999-01-01'),
    patient: given.patient ?? null,
  }
  const file = resolve(process.env['INIT_CWD'] ?? '.', given.out ?? '')
  const out = await open(file, 'wx', 0o600)
  let events = 0
  try {
    for await (const line of exportEvents(pool, practice, wanted)) {
      events += 1
      await out.write(line)
    }
  } finally {
    await out.close()
  }
  return { file, events, leftOut }
}
