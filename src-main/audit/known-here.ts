import { instantOf } from '../../shared/kernel/time.ts'
import { newDays } from '../../shared/privacy/watch-limits.ts'
import type { AuditFile } from './audit-log.ts'
import { logSpan } from './log-reader.ts'

/**
 * Notes who is in. Returns whether they were never signed in at this workstation before, where neither they nor it are new: entries may be
 * gone that said so. `madeAt`: ISO 8601. `now`: ms since 1970.
 */
export function isFirstHere(
  file: AuditFile,
  { id, madeAt }: Readonly<{ id: string; madeAt: string | null }>,
  now: number,
): boolean {
  const { changes } = file.db
    .prepare('INSERT OR IGNORE INTO known_here (actor, at) VALUES (?, ?)')
    .run(id, instantOf(now))
  const newSince = instantOf(now - newDays * 86_400_000)
  return changes === 1 && (madeAt ?? newSince) < newSince && (logSpan(file).since ?? newSince) < newSince
}
