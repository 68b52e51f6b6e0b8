/** What a patient is told of what was given: what stands, in the time they ask for, without what an authority keeps silent for a while. */
import { isAccountedFor } from '../../shared/disclosures/given.ts'
import type { AccountedLine } from '../../shared/disclosures/disclosure-view.ts'
import type { Reader } from '../store/reader.ts'
import { correctionsOf, disclosuresOf } from './disclosures.sql.ts'

/** More than somebody’s six years. */
const most = 20_000

/** `from`, `to`: days of the practice, both included; null where it has no end. `today`: at the practice. The latest first. */
export function accountFor(
  read: Reader,
  patientId: string,
  { from, to, today }: Readonly<{ from: string | null; to: string | null; today: string }>,
): { lines: AccountedLine[]; silent: number } {
  const rows = disclosuresOf(read, patientId, most)
  const replaced = correctionsOf(rows)
  const told = rows.filter(
    ({ id, day, mistaken }) =>
      !mistaken && !replaced.has(id) && day >= (from ?? '') && day <= (to ?? '9999-12-31'),
  )
  const isSilent = ({ notToldUntil }: (typeof rows)[number]) => notToldUntil !== null && today < notToldUntil
  return {
    lines: told
      .filter((row) => !isSilent(row))
      .map((row) => ({
        disclosureId: row.id,
        day: row.day,
        recipient: row.recipient,
        recipientName: row.recipientName,
        recipientAddress: row.recipientAddress,
        what: row.what,
        purpose: row.purpose,
        purposeText: row.purposeText,
        how: row.how,
        accounted: isAccountedFor(row),
        corrected: row.corrects !== null,
      })),
    silent: told.filter(isSilent).length,
  }
}
