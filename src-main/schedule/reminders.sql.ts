/** Reminders, as the cloud said them. */
import type { ContactPreference } from '../../shared/schedule/contact-preference.ts'
import type { ReminderPolicy } from '../../shared/schedule/reminder-policy.ts'
import type { Reminder } from '../../shared/schedule/reminder.ts'
import type { Reader } from '../store/reader.ts'

export const policyRow = (read: Reader, practiceId: string) =>
  read.rows<ReminderPolicy & { version: number }>(
    `SELECT version, email, text, hoursBefore, quietFrom, quietTo, mayCancel, phone, sender, templates
     FROM reminderPolicies WHERE id = ?`,
    practiceId,
  )[0]

export const preferenceOf = (read: Reader, patientId: string) =>
  read.rows<ContactPreference & { version: number }>(
    'SELECT id, version, noEmail, noText, language, at, by FROM contactPreferences WHERE id = ?',
    patientId,
  )[0]

const fields =
  'id, version, patientId, appointmentId, channel, language, startsAt, state, at, reason, reply, settled'
type Row = Reminder & { version: number }

export const remindersOf = (read: Reader, patientId: string, most: number): Row[] =>
  read.rows<Row>(
    `SELECT ${fields} FROM reminders WHERE patientId = ? ORDER BY at DESC LIMIT ?`,
    patientId,
    most,
  )

export const reminderRow = (read: Reader, id: string): Row | undefined =>
  read.rows<Row>(`SELECT ${fields} FROM reminders WHERE id = ?`, id)[0]

/** Answers that nobody has seen to, and that the cloud could not carry out. */
export const openReplies = (read: Reader, most: number) =>
  read.rows<Row & { family: string; given: string; middle: string; suffix: string; phone: string | null }>(
    `SELECT r.id, r.version, r.patientId, r.appointmentId, r.startsAt, r.reply, p.family, p.given, p.middle, p.suffix,
       p.phones ->> '$[0].number' AS phone
     FROM reminders r JOIN patients p ON p.id = r.patientId
     WHERE r.reply IS NOT NULL AND r.settled IS NULL AND r.reply ->> 'done' = 0 ORDER BY r.at LIMIT ?`,
    most,
  )

export const countOpenReplies = (read: Reader): number =>
  read.rows<{ n: number }>(
    `SELECT count(*) AS n FROM reminders INDEXED BY reminders_open
     WHERE reply IS NOT NULL AND settled IS NULL AND reply ->> 'done' = 0`,
  )[0]?.n ?? 0

export const isPatient = (read: Reader, id: string): boolean =>
  read.rows('SELECT 1 FROM patients WHERE id = ?', id).length > 0
