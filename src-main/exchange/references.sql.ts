import type { Want } from '../../shared/exchange/references.ts'
import type { Reader } from '../store/reader.ts'

/** The one row an identifier names; null for none, and for several, since nobody can say which is meant. */
export function idByIdentifier(
  read: Reader,
  resourceType: string,
  system: string | null,
  value: string,
): string | null {
  const found = read.rows<{ id: string }>(
    `SELECT DISTINCT id FROM identifier_index WHERE resourceType = ? AND value = ? ${
      system === null ? '' : 'AND system = ?'
    } LIMIT 2`,
    resourceType,
    value,
    ...(system === null ? [] : [system]),
  )
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

/** Where the name of a resource stands in its row. */
const names: Readonly<Record<string, string>> = {
  Practitioner: 'SELECT name FROM practitioners WHERE id = ?',
  Organization: 'SELECT name FROM organizations WHERE id = ?',
  Location: 'SELECT name FROM locations WHERE id = ?',
  Medication: 'SELECT name FROM drugs WHERE id = ?',
  Condition: 'SELECT name FROM problems WHERE id = ?',
  Observation: 'SELECT name FROM observations WHERE id = ?',
  Procedure: 'SELECT name FROM procedures WHERE id = ?',
  DiagnosticReport: 'SELECT name FROM reports WHERE id = ?',
  Immunization: 'SELECT vaccine AS name FROM immunizations WHERE id = ?',
  AllergyIntolerance: 'SELECT substance AS name FROM allergies WHERE id = ?',
  Patient: "SELECT trim(given || ' ' || family) AS name FROM patients WHERE id = ?",
}

export function nameOf(read: Reader, resourceType: string, id: string): string | null {
  const sql = names[resourceType]
  return (sql !== undefined && read.rows<{ name: string }>(sql, id)[0]?.name) || null
}

export type Pending = Want & { type: string; id: string }

/** The next stretch of what rows wait for, in the order of its key. */
export const pendingAfter = (
  read: Reader,
  after: { type: string; id: string; path: string } | null,
  limit: number,
): Pending[] =>
  read.rows<Pending>(
    `SELECT type, id, path, what, resourceType, targetId, system, value, max FROM pending_reference
     WHERE (type, id, path) > (?, ?, ?) ORDER BY type, id, path LIMIT ?`,
    after?.type ?? '',
    after?.id ?? '',
    after?.path ?? '',
    limit,
  )

export const countPending = (read: Reader): number =>
  read.rows<{ n: number }>('SELECT count(*) AS n FROM pending_reference')[0]?.n ?? 0
