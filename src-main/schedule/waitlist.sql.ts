import type { Waiting, WaitlistEntry } from '../../shared/schedule/match-waitlist.ts'
import { waitlistEntries } from '../../shared/schedule/waitlist-entry.ts'
import type { Reader } from '../store/reader.ts'

export type EntryRow = WaitlistEntry & Readonly<{ version: number }>
export type WaitingRow = Waiting & Readonly<{ version: number }>

const columns = Object.keys(waitlistEntries.row.shape)

export const entryRow = (read: Reader, id: string): EntryRow | undefined =>
  read.rows<EntryRow>(`SELECT ${columns.join(', ')}, version FROM waitlistEntries WHERE id = ?`, id)[0]

/** Everybody who waits, with how long their visit takes and when they come as it is. */
export const everyWaiting = (read: Reader): WaitingRow[] =>
  read.rows<WaitingRow>(
    `SELECT ${columns.map((each) => `w.${each}`).join(', ')}, w.version, coalesce(t.minutes, 0) AS visitMinutes,
       (SELECT startMin FROM appointments a WHERE a.id = w.appointmentId AND a.busy = 1) AS comesMin
     FROM waitlistEntries w LEFT JOIN visitTypes t ON t.id = w.visitTypeId WHERE w.state = 'waiting' LIMIT 500`,
  )

/** What those who wait were told of, and what they said to it. */
export const offersOfWaiting = (read: Reader): Pick<WaitlistEntry, 'offers' | 'answers'>[] =>
  read.rows(`SELECT offers, answers FROM waitlistEntries WHERE state = 'waiting' LIMIT 500`)

/** Entries of which something was refused: what is added to one now would wait for a person. */
export const refusedEntries = (read: Reader): ReadonlySet<string> =>
  new Set(
    read
      .rows<{ id: string }>(
        `SELECT outbox_effect.id FROM outbox JOIN outbox_effect USING (localSeq)
         WHERE outbox.state IN ('rejected', 'held') AND outbox_effect.type = 'waitlist-entry'`,
      )
      .map(({ id }) => id),
  )
