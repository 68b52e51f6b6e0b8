/** Which charts are closed, and to whom they are open: asked at the door, for every chart and every list. */
import type { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from './reader.ts'

type Restriction = RowOf<typeof chartRestrictions> & { version: number }

/** Also one that was lifted. */
export const restrictionRow = (read: Reader, patientId: string): Restriction | undefined =>
  read.rows<Restriction>(
    'SELECT id, version, kinds, note, people, active, by, at FROM chartRestrictions WHERE id = ?',
    patientId,
  )[0]

export type Named = Readonly<{ id: string; people: readonly string[] }>

/** Who may open it; undefined where it is open to all who read charts. */
export const closedRow = (read: Reader, patientId: string): Named | undefined =>
  read.rows<Named>('SELECT id, people FROM chartRestrictions WHERE id = ? AND active = 1', patientId)[0]

/** Of these patients, those whose chart is closed. */
export const closedRows = (read: Reader, patientIds: readonly string[]): Named[] =>
  patientIds.length === 0
    ? []
    : read.rows<Named>(
        'SELECT id, people FROM chartRestrictions WHERE active = 1 AND id IN (SELECT value FROM json_each(?))',
        JSON.stringify(patientIds),
      )

type Running = Readonly<{ id: string; patientId: string; device: string; until: string }>

/** Emergencies of somebody that were not given back and end after `now` (ISO 8601); at whichever workstation. */
export const runningEmergencies = (read: Reader, userId: string, now: string): Running[] =>
  read.rows<Running>(
    'SELECT id, patientId, device, until FROM emergencyAccesses WHERE userId = ? AND until > ? AND endedAt IS NULL',
    userId,
    now,
  )
