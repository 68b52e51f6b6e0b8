import type { disclosures } from '../../shared/disclosures/disclosure.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

export type DisclosureRow = RowOf<typeof disclosures>
export type NamedRow = DisclosureRow & Readonly<{ byName: string | null }>

const fields = `d.id, d.patientId, d.day, d.recipient, d.recipientName, d.recipientAddress, d.what, d.purpose, d.purposeText, d.how,
  d.notToldUntil, d.corrects, d.mistaken, d.why, d.by, d.at`

/** All of one patient, the latest first. */
export const disclosuresOf = (read: Reader, patientId: string, most: number): NamedRow[] =>
  read.rows<NamedRow>(
    `SELECT ${fields}, u.displayName AS byName FROM disclosures d LEFT JOIN users u ON u.id = d.by
     WHERE d.patientId = ? ORDER BY d.day DESC, d.at DESC, d.id DESC LIMIT ?`,
    patientId,
    most,
  )

/** Those that stand in place of others: few, whatever there is. */
export const correctionsOf = (rows: readonly DisclosureRow[]): ReadonlySet<string> =>
  new Set(rows.flatMap(({ corrects }) => corrects ?? []))
