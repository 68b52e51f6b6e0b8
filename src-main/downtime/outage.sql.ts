import type { Reader } from '../store/reader.ts'

export type OutageRow = Readonly<{
  startedAt: string
  why: string
  endedAt: string | null
  waiting: number | null
  sentAt: string | null
  until: string | null
  fromSeq: number | null
  toSeq: number | null
  startedBy: string | null
  endedBy: string | null
  signedBy: string | null
  signedAt: string | null
  note: string | null
}>

export const outageRow = (read: Reader, startedAt: string): OutageRow | undefined =>
  read.rows<OutageRow>(
    `SELECT startedAt, why, endedAt, waiting, sentAt, until, fromSeq, toSeq, startedBy, endedBy, signedBy, signedAt, note
     FROM outage WHERE startedAt = ?`,
    startedAt,
  )[0]

export type KeptOp = Readonly<{ op: string; body: Uint8Array; state: string }>

/** Changes in their order, from place to place in the outbox: those that wait or were refused, and those that were sent. */
export const keptOps = (read: Reader, from: number, to: number, limit: number): KeptOp[] =>
  read
    .rows<KeptOp & { localSeq: number }>(
      `SELECT localSeq, op, body, state FROM outbox WHERE localSeq > ? AND localSeq <= ? ORDER BY localSeq LIMIT ?`,
      from,
      to,
      limit,
    )
    .concat(
      read.rows<KeptOp & { localSeq: number }>(
        `SELECT localSeq, op, body, 'sent' AS state FROM outbox_archive
         WHERE localSeq > ? AND localSeq <= ? ORDER BY localSeq LIMIT ?`,
        from,
        to,
        limit,
      ),
    )
    .toSorted((a, b) => a.localSeq - b.localSeq)
    .slice(0, limit)

export type KeptCounts = Readonly<{ sent: number; waiting: number; refused: number }>

export function keptCounts(read: Reader, from: number, to: number): KeptCounts {
  const range = 'localSeq > ? AND localSeq <= ?'
  const [row] = read.rows<KeptCounts>(
    `SELECT (SELECT count(*) FROM outbox_archive WHERE ${range}) AS sent,
            (SELECT count(*) FROM outbox WHERE ${range} AND state IN ('queued', 'acked')) AS waiting,
            (SELECT count(*) FROM outbox WHERE ${range} AND state IN ('held', 'rejected')) AS refused`,
    from,
    to,
    from,
    to,
    from,
    to,
  )
  return row ?? { sent: 0, waiting: 0, refused: 0 }
}

/** What was refused and then settled by a person, and is in the outbox no more. */
export const settledBodies = (read: Reader): Uint8Array[] =>
  read
    .rows<{ body: Uint8Array }>(
      `SELECT body FROM attention WHERE state IN ('edited', 'discarded')
       AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.op = attention.op)
       AND NOT EXISTS (SELECT 1 FROM outbox_archive a WHERE a.op = attention.op) LIMIT 1000`,
    )
    .map(({ body }) => body)

/** The last change that was kept before a place in the outbox, as long as such a one is there. */
export const bodyBefore = (read: Reader, place: number): Uint8Array | undefined =>
  read
    .rows<{ localSeq: number; body: Uint8Array }>(
      `SELECT * FROM (SELECT localSeq, body FROM outbox WHERE localSeq <= ? ORDER BY localSeq DESC LIMIT 1)
       UNION ALL
       SELECT * FROM (SELECT localSeq, body FROM outbox_archive WHERE localSeq <= ? ORDER BY localSeq DESC LIMIT 1)`,
      place,
      place,
    )
    .toSorted((a, b) => b.localSeq - a.localSeq)[0]?.body

/** Of the conflicts an op made, one that is open. */
export const openConflictOf = (read: Reader, idsFrom: string): string | null =>
  read.rows<{ id: string }>(
    `SELECT id FROM conflicts WHERE id >= ? AND id < ? AND state = 'open' LIMIT 1`,
    idsFrom,
    `${idsFrom}g`,
  )[0]?.id ?? null

type DraftRow = { owner: string; kind: string; subject: string; updatedAt: string }

export const draftsSince = (read: Reader, since: string): DraftRow[] =>
  read.rows<DraftRow>(
    `SELECT owner, kind, subject, updatedAt FROM draft WHERE updatedAt >= ? AND kind <> 'access.workspace'`,
    since,
  )
