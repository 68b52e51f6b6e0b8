/** What somebody is about to print, or has copied: for whom is asked in one place (disclosures/). */
import { create } from 'zustand'
import type { PrintWhat } from '../../shared/access/log-print.ts'
import { notify, notifyOffer } from './notify.ts'

export type ToPrint = Readonly<{
  what: PrintWhat
  /** What it is called: stands in the record of a disclosure. */
  title: string
  /** The chart it is of; null of a list. */
  patientId: string | null
  patientIds: readonly string[]
  /** It is on paper, or it was not printed after all. */
  done(): void
}>
type Copied = Readonly<{ patientIds: readonly string[]; title: string; at: number }>

export const useGiving = create<{
  toPrint: ToPrint | null
  /** The last that was copied here. */
  copied: Copied | null
  /** It is asked for whom that is. */
  asking: boolean
}>(() => ({ toPrint: null, copied: null, asking: false }))

/** ms. After that nobody means this copy any more. */
const meantFor = 10 * 60_000

/** Opens the question for whom the last copy is; false where there is none. */
export function askForCopied(): boolean {
  const { copied } = useGiving.getState()
  const isMeant = copied !== null && Date.now() - copied.at < meantFor
  if (isMeant) useGiving.setState({ asking: true })
  return isMeant
}

/** Says that it is copied, and offers to say that it is given out. It was recorded for the practice's own use. */
export function tellCopied(message: string, title: string, patientIds: readonly string[]): void {
  if (patientIds.length === 0) return notify(message)
  useGiving.setState({ copied: { patientIds, title, at: Date.now() } })
  return notifyOffer(message, 'It is given out… (Alt O)', () => void askForCopied())
}
