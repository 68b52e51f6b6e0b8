/** Whom somebody reaches: asked at the door for a chart and for the lines of a list, by keys and from indexes. */
import { kitActor } from '../../shared/access/emergency-kit.ts'
import { scopeOf, type OwnPlaces, type Scope } from '../../shared/access/scope.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { accessLevels } from '../../shared/access/access-level.ts'
import type { users } from '../../shared/access/user.ts'
import type { Reader } from './reader.ts'

type Person = Pick<RowOf<typeof users>, 'roles' | 'levels' | 'scope' | 'practitionerId'>

export type Reach = Readonly<{ places: Scope['places']; practitionerId: string | null }>

/** Of whom nothing is known here reaches no place; two who opened the workstation with the emergency kit, all of it. */
export function reachOf(read: Reader, userId: string): Reach {
  if (userId === kitActor) return { places: null, practitionerId: null }
  const [person] = read.rows<Person>(
    'SELECT roles, levels, scope, practitionerId FROM users WHERE id = ?',
    userId,
  )
  if (!person) return { places: [], practitionerId: null }
  const { practitionerId } = person
  const levels = person.scope.length > 0 || person.roles.length > 0 ? [] : levelsOf(read, person.levels)
  return { places: scopeOf(person, levels).places, practitionerId }
}

const levelsOf = (read: Reader, ids: readonly string[]): Pick<RowOf<typeof accessLevels>, 'id' | 'scope'>[] =>
  read.rows(
    'SELECT id, scope FROM access_levels WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  )

/** The practice's own locations and departments, archived ones too: some dozens. */
export const ownPlaces = (read: Reader): OwnPlaces =>
  new Map(
    read
      .rows<{ id: string; partOf: string | null }>('SELECT id, partOf FROM locations WHERE own = 1')
      .map(({ id, partOf }) => [id, partOf]),
  )

type Said = Readonly<{ id: string; places: readonly string[]; people: readonly string[] }>

/** What was said of where a patient belongs. */
export const placesRow = (read: Reader, patientId: string): (Said & { version: number }) | undefined =>
  read.rows<Said & { version: number }>(
    'SELECT id, version, places, people FROM patientPlaces WHERE id = ?',
    patientId,
  )[0]

/** The same of several. */
export const saidOf = (read: Reader, patientIds: readonly string[]): Said[] =>
  read.rows<Said>(
    'SELECT id, places, people FROM patientPlaces WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(patientIds),
  )

type Visit = Readonly<{ patientId: string; locationId: string | null; practitionerId: string | null }>

/** Where these patients were seen, and by whom, as far as it is held here; and where they are expected or came by an appointment. */
export const visitsOf = (read: Reader, patientIds: readonly string[]): Visit[] =>
  read.rows<Visit>(
    `WITH ids AS (SELECT value AS id FROM json_each(?))
     SELECT patientId, locationId, practitionerId FROM encounters INDEXED BY encounters_for_reach
     WHERE patientId IN (SELECT id FROM ids) AND status <> 'entered-in-error'
     UNION ALL SELECT patientId, plan ->> 'locationId', NULL FROM appointments INDEXED BY appointments_by_patient
     WHERE patientId IN (SELECT id FROM ids) AND busy = 1`,
    JSON.stringify(patientIds),
  )

/** Of these patients, those to whose chart somebody has added something; not while it was open to them in an emergency. */
export const addedTo = (read: Reader, userId: string, patientIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    read
      .rows<{ patientId: string }>(
        `SELECT d.patientId FROM documents d
         WHERE d.addedBy = ? AND d.patientId IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
           SELECT 1 FROM emergencyAccesses e
           WHERE e.userId = d.addedBy AND e.until >= d.addedAt AND e.at <= d.addedAt AND e.patientId = d.patientId)`,
        userId,
        JSON.stringify(patientIds),
      )
      .map(({ patientId }) => patientId),
  )

/** Of these patients, those whose chart is not held here whole: where they were seen is not known then. */
export const awayOf = (read: Reader, patientIds: readonly string[]): ReadonlySet<string> =>
  new Set(
    read
      .rows<{ patient: string }>(
        `SELECT patient FROM chart WHERE held <> 'yes' AND patient IN (SELECT value FROM json_each(?))`,
        JSON.stringify(patientIds),
      )
      .map(({ patient }) => patient),
  )

/** Whether the rows of the practice are still being taken in: what is not there may come. */
export const isTakingIn = (read: Reader): boolean =>
  read.rows(`SELECT 1 FROM sync_state WHERE k = 'hydrating'`).length > 0
