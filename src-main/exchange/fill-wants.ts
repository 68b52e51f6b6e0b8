/** Fills in what a row could not say by itself: the id or name of something else, once that is here. */
import { notHere } from '../../shared/exchange/mapping.ts'
import type { Row } from '../../shared/exchange/map-resource.ts'
import type { Want } from '../../shared/exchange/references.ts'
import { fitText } from '../../shared/exchange/fit-row.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { headOf } from './originals.sql.ts'
import { idByIdentifier, nameOf } from './references.sql.ts'

/** The row with everything that is known by now, and what is still wanted. */
export function fill(read: Reader, row: Row, wants: readonly Want[]): { row: Row; wanting: readonly Want[] } {
  if (wants.length === 0) return { row, wanting: wants }
  const filled = structuredClone(row)
  const wanting = wants.filter((want) => {
    const value = isOpen(filled, want) ? found(read, want) : null
    if (value !== null) put(filled, want, value)
    return value === null && isOpen(filled, want)
  })
  return { row: filled, wanting }
}

export function noteWanting(tx: Tx, type: string, id: string, wanting: readonly Want[]): void {
  for (const want of wanting)
    tx.writeLocal(
      `INSERT OR REPLACE INTO pending_reference (type, id, path, what, resourceType, targetId, system, value, max)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      type,
      id,
      want.path,
      want.what,
      want.resourceType,
      want.targetId,
      want.system,
      want.value,
      want.max,
    )
}

export function forgetWanting(tx: Tx, type: string, id: string, path: string | null = null): void {
  if (path === null) tx.writeLocal('DELETE FROM pending_reference WHERE type = ? AND id = ?', type, id)
  else tx.writeLocal('DELETE FROM pending_reference WHERE type = ? AND id = ? AND path = ?', type, id, path)
}

function found(read: Reader, want: Want): string | null {
  const id = want.targetId ?? idByIdentifier(read, want.resourceType, want.system, want.value)
  if (id === null || want.what === 'id') return id
  if (want.what === 'held') return headOf(read, id) ? 'binary' : null
  const name = nameOf(read, want.resourceType, id)
  return name === null ? null : fitText(name, want.max)
}

export const isKnown = (read: Reader, want: Want): boolean => found(read, want) !== null

export const topOf = (path: string): string => path.split('.')[0] ?? path

type Bag = Record<string, unknown>

/** Where the value stands or will stand. */
function holderOf(row: Row, want: Want): { holder: Bag; key: string } | null {
  const keys = want.path.split('.')
  const last = want.what === 'held' ? 'held' : (keys.pop() ?? '')
  let holder: Bag | undefined = row
  for (const key of keys) holder = holder?.[key] as Bag | undefined
  return typeof holder === 'object' ? { holder, key: last } : null
}

function isOpen(row: Row, want: Want): boolean {
  const place = holderOf(row, want)
  const value = place?.holder[place.key]
  if (want.what === 'held') return value === 'elsewhere'
  return value === null || value === '' || value === notHere
}

function put(row: Row, want: Want, value: string): void {
  const place = holderOf(row, want)
  if (place) place.holder[place.key] = value
}
