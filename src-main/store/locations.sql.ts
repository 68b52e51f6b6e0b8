/** The practice's own locations and departments, and those that records name. */
import type { RowOf } from '../../shared/kernel/record.ts'
import type { locations } from '../../shared/access/location.ts'
import type { Reader } from './reader.ts'

export type LocationRow = RowOf<typeof locations> & { version: number }
const fields = 'id, version, name, phone, address, active, own, partOf, timeZone'

/** Archived ones too: some dozens. */
export const everyOwnLocation = (read: Reader): LocationRow[] =>
  read.rows<LocationRow>(`SELECT ${fields} FROM locations WHERE own = 1`)

/** Where visits of this practice and others were that are not the practice's own, as they came in. */
export const otherLocations = (read: Reader, most: number): LocationRow[] =>
  read.rows<LocationRow>(`SELECT ${fields} FROM locations WHERE own = 0 LIMIT ?`, most)

export const locationRow = (read: Reader, id: string): LocationRow | undefined =>
  read.rows<LocationRow>(`SELECT ${fields} FROM locations WHERE id = ?`, id)[0]

/** Those who treat patients here or elsewhere, as records name them, from a beginning of their names as they are filed. */
export const practitionersFrom = (read: Reader, text: string, most: number): { id: string; name: string }[] =>
  read.rows(
    'SELECT id, name FROM practitioners WHERE sortName >= ? AND sortName < ? ORDER BY sortName LIMIT ?',
    text,
    `${text}\uffff`,
    most,
  )

export const practitionerName = (read: Reader, id: string): string | null =>
  read.rows<{ name: string }>('SELECT name FROM practitioners WHERE id = ?', id)[0]?.name ?? null
