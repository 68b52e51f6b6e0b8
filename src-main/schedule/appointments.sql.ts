import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import type { Stage } from '../../shared/schedule/stage.ts'
import { lineColumns, type LineRow } from '../patients/patient-line.ts'
import type { Reader } from '../store/reader.ts'

/** As it is kept, with what is worked out of it. */
export type AppointmentRow = Appointment &
  Readonly<{ version: number; startMin: number; endMin: number; busy: number; stage: Stage }>

const fields = [
  ...Object.keys(appointments.row.shape),
  'version',
  'startMin',
  'endMin',
  'busy',
  'stage',
].join(', ')

export const appointmentRow = (read: Reader, id: string): AppointmentRow | undefined =>
  read.rows<AppointmentRow>(`SELECT ${fields} FROM appointments WHERE id = ?`, id)[0]

/** Those of a patient that begin from a minute on, the next first. */
export const appointmentsFrom = (
  read: Reader,
  patientId: string,
  fromMin: number,
  most: number,
): AppointmentRow[] =>
  read.rows<AppointmentRow>(
    `SELECT ${fields} FROM appointments WHERE patientId = ? AND startMin >= ? ORDER BY startMin LIMIT ?`,
    patientId,
    fromMin,
    most,
  )

/** Those that began before, the latest first. */
export const appointmentsBefore = (
  read: Reader,
  patientId: string,
  beforeMin: number,
  most: number,
): AppointmentRow[] =>
  read.rows<AppointmentRow>(
    `SELECT ${fields} FROM appointments WHERE patientId = ? AND startMin < ? ORDER BY startMin DESC LIMIT ?`,
    patientId,
    beforeMin,
    most,
  )

/** No appointment lasts longer than a day. */
const longest = 1440

/** All that are within a stretch of minutes since 1970, by time; those that were called off only where they are asked for. */
export const appointmentsBetween = (
  read: Reader,
  fromMin: number,
  toMin: number,
  calledOff: boolean,
): AppointmentRow[] =>
  read
    .rows<AppointmentRow>(
      `SELECT ${fields} FROM appointments WHERE startMin >= ? AND startMin < ? AND endMin > ?
       ${calledOff ? '' : 'AND busy = 1'}`,
      fromMin - longest,
      toMin,
      fromMin,
    )
    // those of one minute side by side in one order on every workstation
    .toSorted((a, b) => a.startMin - b.startMin || (a.id < b.id ? -1 : 1))

export const appointmentsOfGroup = (read: Reader, groupId: string): AppointmentRow[] =>
  read.rows<AppointmentRow>(`SELECT ${fields} FROM appointments WHERE groupId = ?`, groupId)

/** In the order of their numbers. */
export const appointmentsOfSeries = (read: Reader, seriesId: string): AppointmentRow[] =>
  read.rows<AppointmentRow>(
    `SELECT ${fields} FROM appointments WHERE seriesId = ? ORDER BY occurrence`,
    seriesId,
  )

/** Lines of these patients, by their ids. */
export const patientsOf = (read: Reader, ids: readonly string[]): LineRow[] =>
  read.rows<LineRow>(
    `SELECT ${lineColumns} FROM patients WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify([...new Set(ids)]),
  )

/** Two truths about these appointments that nobody has chosen from, by appointment. */
export const conflictsOf = (read: Reader, ids: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    read
      .rows<{ id: string; entityId: string }>(
        `SELECT id, entityId FROM conflicts WHERE entityType = 'appointment' AND state = 'open'
           AND entityId IN (SELECT value FROM json_each(?))`,
        JSON.stringify(ids),
      )
      .map(({ id, entityId }) => [entityId, id]),
  )
