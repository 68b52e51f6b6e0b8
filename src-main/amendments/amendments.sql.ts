import type { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { entryTypes, type amendments, type EntryType } from '../../shared/amendments/amendment.ts'
import { chartingRecords } from '../../shared/charting/index.ts'
import { exchangeRecords } from '../../shared/exchange/index.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

type Amendment = RowOf<typeof amendments>
type Act = RowOf<typeof amendmentActs>
export type AmendmentRow = Amendment & Readonly<{ byName: string | null }>
export type ActRow = Act & Readonly<{ byName: string | null }>

const amendmentFields = `a.id, a.patientId, a.entryType, a.entryId, a.entryText, a.wrong, a.shouldSay, a.askedBy, a.askedByName,
  a.askedOn, a.dueOn, a.by, a.at, u.displayName AS byName`
const actFields = `c.id, c.amendmentId, c.patientId, c.kind, c.denial, c.text, c.dueOn, c.by, c.at, u.displayName AS byName`

export const amendmentRow = (read: Reader, id: string): AmendmentRow | undefined =>
  read.rows<AmendmentRow>(
    `SELECT ${amendmentFields} FROM amendments a LEFT JOIN users u ON u.id = a.by WHERE a.id = ?`,
    id,
  )[0]

/** The latest first. */
export const amendmentsOf = (read: Reader, patientId: string, most: number): AmendmentRow[] =>
  read.rows<AmendmentRow>(
    `SELECT ${amendmentFields} FROM amendments a LEFT JOIN users u ON u.id = a.by
     WHERE a.patientId = ? ORDER BY a.askedOn DESC LIMIT ?`,
    patientId,
    most,
  )

/** In the order they were done. */
export const actsOn = (read: Reader, amendmentId: string): ActRow[] =>
  read.rows<ActRow>(
    `SELECT ${actFields} FROM amendmentActs c LEFT JOIN users u ON u.id = c.by WHERE c.amendmentId = ? ORDER BY c.at, c.id`,
    amendmentId,
  )

export const actsIn = (read: Reader, patientId: string): ActRow[] =>
  read.rows<ActRow>(
    `SELECT ${actFields} FROM amendmentActs c LEFT JOIN users u ON u.id = c.by WHERE c.patientId = ? ORDER BY c.at, c.id`,
    patientId,
  )

const records = [...Object.values(chartingRecords), ...Object.values(exchangeRecords)]
const tables = new Map<EntryType, Readonly<{ table: string; patient: string }>>(
  entryTypes.flatMap((type) => {
    const record = records.find((each) => each.type === type)
    return record?.patient ? [[type, { table: record.table, patient: record.patient }] as const] : []
  }),
)

/** Whether there is such an entry in this chart. */
export function hasEntry(read: Reader, patientId: string, type: EntryType, id: string): boolean {
  const known = tables.get(type)
  if (!known) return false
  const { table, patient } = known
  return read.rows(`SELECT 1 FROM ${table} WHERE id = ? AND ${patient} = ?`, id, patientId).length > 0
}

export type LineRow = Readonly<{
  id: string
  patientId: string
  entryType: EntryType | null
  askedOn: string
  dueOn: string
  laterDay: string | null
  family: string | null
  given: string | null
  middle: string | null
  suffix: string | null
  state: Act['kind'] | null
  endedAt: string | null
}>

const ended = `kind IN ('accepted', 'denied', 'withdrawn')`
const lines = `SELECT a.id, a.patientId, a.entryType, a.askedOn, a.dueOn, p.family, p.given, p.middle, p.suffix,
    (SELECT dueOn FROM amendmentActs WHERE amendmentId = a.id AND kind = 'put-off' ORDER BY at, id LIMIT 1) AS laterDay,
    e.kind AS state, e.at AS endedAt
  FROM amendments a
  LEFT JOIN patients p ON p.id = a.patientId
  LEFT JOIN amendmentActs e ON e.id = (SELECT id FROM amendmentActs WHERE amendmentId = a.id AND ${ended} ORDER BY at DESC, id DESC LIMIT 1)`

export const openLines = (read: Reader, most: number): LineRow[] =>
  read.rows<LineRow>(`${lines} WHERE e.id IS NULL ORDER BY a.dueOn, a.id LIMIT ?`, most)

export const endedLines = (read: Reader, most: number): LineRow[] =>
  read.rows<LineRow>(`${lines} WHERE e.id IS NOT NULL ORDER BY a.dueOn DESC, a.id DESC LIMIT ?`, most)
