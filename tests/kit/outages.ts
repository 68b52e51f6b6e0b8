/** What becomes of changes that were kept here, as the cloud would say it, where a test has none. */
import type { Workstation } from '../../tools/kit/workstation.ts'

/** All that waits was sent. */
export function sendAll({ session }: Workstation): void {
  session.store.db.exec(
    `INSERT INTO outbox_archive (op, localSeq, kind, body, sha, deps, ackEpoch, ackSeq, ackedAt)
     SELECT op, localSeq, kind, body, sha, deps, 'e', localSeq, madeAt FROM outbox WHERE state = 'queued';
     DELETE FROM outbox WHERE state = 'queued'`,
  )
}

/** One was refused, and nobody has looked yet. */
export function refuse({ session: { store } }: Workstation, op: string): void {
  store.db
    .prepare(
      `INSERT INTO attention (op, reason, body, state, madeAt)
       SELECT op, 'row.invalid', body, 'open', madeAt FROM outbox WHERE op = ?`,
    )
    .run(op)
  store.db.prepare(`UPDATE outbox SET state = 'rejected', status = 'rejected' WHERE op = ?`).run(op)
}

/** The ops that are in the outbox, in the order they were made. */
export const keptOps = ({ session }: Workstation): string[] =>
  session.store.db.prepare('SELECT op FROM outbox ORDER BY localSeq').pluck().all() as string[]
