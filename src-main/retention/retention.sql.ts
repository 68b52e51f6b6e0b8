import type { RowOf } from '../../shared/kernel/record.ts'
import type { legalHolds, liftedHolds } from '../../shared/retention/legal-hold.ts'
import type { purgeActs, purgeLists, purgesDone } from '../../shared/retention/purge.ts'
import type { Reader } from '../store/reader.ts'

type Hold = RowOf<typeof legalHolds>
type Lifted = RowOf<typeof liftedHolds>
type List = RowOf<typeof purgeLists>
type Act = RowOf<typeof purgeActs>
type Done = RowOf<typeof purgesDone>

export type HoldRow = Hold &
  Readonly<{
    byName: string | null
    family: string | null
    given: string | null
    middle: string | null
    suffix: string | null
    liftedReason: string | null
    liftedAt: string | null
    liftedByName: string | null
  }>

const holds = `SELECT h.id, h.patientId, h.reason, h.by, h.at, u.displayName AS byName, p.family, p.given, p.middle, p.suffix,
    l.reason AS liftedReason, l.at AS liftedAt, v.displayName AS liftedByName
  FROM legalHolds h
  LEFT JOIN users u ON u.id = h.by
  LEFT JOIN patients p ON p.id = h.patientId
  LEFT JOIN liftedHolds l ON l.id = (SELECT id FROM liftedHolds WHERE legalHoldId = h.id ORDER BY at LIMIT 1)
  LEFT JOIN users v ON v.id = l.by`

/** Some in a practice's life; ids grow with the time. */
export const everyHold = (read: Reader, most: number): HoldRow[] =>
  read.rows<HoldRow>(`${holds} ORDER BY h.id DESC LIMIT ?`, most)

export const holdRow = (read: Reader, id: string): HoldRow | undefined =>
  read.rows<HoldRow>(`${holds} WHERE h.id = ?`, id)[0]

export const isLifted = (read: Reader, holdId: string): boolean =>
  read.rows<Pick<Lifted, 'id'>>('SELECT id FROM liftedHolds WHERE legalHoldId = ? LIMIT 1', holdId).length > 0

const listFields = 'id, years, before, size, count, digest, ages, held, at'

export const everyList = (read: Reader, most: number): List[] =>
  read.rows<List>(`SELECT ${listFields} FROM purgeLists ORDER BY id DESC LIMIT ?`, most)

export const listRow = (read: Reader, id: string): List | undefined =>
  read.rows<List>(`SELECT ${listFields} FROM purgeLists WHERE id = ?`, id)[0]

export type ActRow = Act & Readonly<{ byName: string | null }>

export const actsOn = (read: Reader, listId: string): ActRow[] =>
  read.rows<ActRow>(
    `SELECT a.id, a.listId, a.proposalId, a.kind, a.reason, a.by, a.at, u.displayName AS byName
     FROM purgeActs a LEFT JOIN users u ON u.id = a.by WHERE a.listId = ? ORDER BY a.at, a.id`,
    listId,
  )

export const doneOf = (read: Reader, listId: string): Done | undefined =>
  read.rows<Done>('SELECT id, listId, count, digest, at FROM purgesDone WHERE listId = ?', listId)[0]
