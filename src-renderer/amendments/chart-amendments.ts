/** The amendments of the chart in front, for every place that shows one of its entries. */
import { createContext, useContext } from 'react'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import type { EntryType } from '../../shared/amendments/amendment.ts'

export const ChartAmendments = createContext<
  Readonly<{ patientId: string; amendments: readonly AmendmentView[] }>
>({ patientId: '', amendments: [] })

export type EntryRef = Readonly<{ type: EntryType; id: string; text: string }>

/** Those about an entry that say something of it: not what was withdrawn. */
export function useAmendmentsOf(ids: readonly string[]): readonly AmendmentView[] {
  const { amendments } = useContext(ChartAmendments)
  return amendments.filter(({ entry, state }) => entry && state !== 'withdrawn' && ids.includes(entry.id))
}
