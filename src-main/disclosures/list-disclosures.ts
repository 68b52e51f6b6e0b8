import { listDisclosures } from '../../shared/disclosures/list-disclosures.ts'
import { answer } from '../pipeline/handle.ts'
import { correctionsOf, disclosuresOf } from './disclosures.sql.ts'

export const most = 2000

export const listDisclosuresHandler = answer(listDisclosures, (read, { patientId }) => {
  const rows = disclosuresOf(read, patientId, most + 1)
  const replaced = correctionsOf(rows)
  return {
    disclosures: rows.slice(0, most).map(({ id, patientId: _whose, by: _by, byName, ...row }) => ({
      ...row,
      disclosureId: id,
      replaced: replaced.has(id) || row.mistaken,
      by: byName ?? '',
    })),
    more: rows.length > most,
  }
})
