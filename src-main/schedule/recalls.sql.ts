import type { RowOf } from '../../shared/kernel/record.ts'
import { recalls } from '../../shared/schedule/recall.ts'
import type { Reader } from '../store/reader.ts'

export type RecallRow = RowOf<typeof recalls> & Readonly<{ version: number }>
const columns = [...Object.keys(recalls.row.shape), 'version'].join(', ')

export const recallRow = (read: Reader, id: string): RecallRow | undefined =>
  read.rows<RecallRow>(`SELECT ${columns} FROM recalls WHERE id = ?`, id)[0]

/** Whoever is due by a day and has no appointment for it, whoever is due longest first. */
export const recallsDue = (read: Reader, until: string): RecallRow[] =>
  read.rows<RecallRow>(
    `SELECT ${columns} FROM recalls WHERE state = 'due' AND dueOn <= ? ORDER BY dueOn LIMIT 500`,
    until,
  )

/** What an appointment was booked for. */
export const recallsBookedAt = (read: Reader, patientId: string, appointmentId: string) =>
  read.rows<{ id: string }>(
    `SELECT id FROM recalls WHERE patientId = ? AND appointmentId = ? AND state = 'booked'`,
    patientId,
    appointmentId,
  )

export const countRecallsDue = (read: Reader, until: string): number =>
  read.rows<{ n: number }>(`SELECT count(*) AS n FROM recalls WHERE state = 'due' AND dueOn <= ?`, until)[0]
    ?.n ?? 0
