import type { Reader } from '../store/reader.ts'
import { actsIn, amendmentsOf } from './amendments.sql.ts'
import { viewOf } from './view.ts'

const most = 50
const chartAsWhole = 'Chart as a whole'

/** For paper: each amendment, and each denial that the patient disagrees with, after the entry it is about; in words. */
export function gatherAmendments(read: Reader, patientId: string): string[] {
  const rows = amendmentsOf(read, patientId, most)
  const acts = rows.length === 0 ? [] : actsIn(read, patientId)
  return rows.flatMap((row) => {
    const view = viewOf(
      row,
      acts.filter(({ amendmentId }) => amendmentId === row.id),
    )
    const about = view.entry?.text || chartAsWhole
    return view.acts.flatMap(({ kind, text }) =>
      kind === 'accepted'
        ? `${about}: ${text}`
        : kind === 'disagreement'
          ? `${about}: the patient disagrees: ${text}`
          : kind === 'rebuttal'
            ? `${about}: the practice answers: ${text}`
            : [],
    )
  })
}
