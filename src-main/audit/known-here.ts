import type { AuditFile } from './audit-log.ts'

/** Notes who is in. Returns whether they were never signed in at this workstation before; entries may be gone that said so. */
export const noteHere = ({ db }: AuditFile, userId: string, at: string): boolean =>
  db.prepare('INSERT OR IGNORE INTO known_here (actor, at) VALUES (?, ?)').run(userId, at).changes === 1
