/** How current the chart in front is: its parts, and whether the cloud can be reached. */
import { createContext } from 'react'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import { getStanding } from '../../shared/charting/get-standing.ts'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { useAsk } from '../kernel/queries.ts'
import type { SectionId } from './sections.ts'

export type Standing = Pick<OutputOf<typeof getStanding>, 'held' | 'parts'> &
  Readonly<{
    /** Others may have changed what is shown since: the cloud is not reached, or not everything was read. */
    apart: boolean
    /** No cloud has been named: nothing can be newer anywhere. */
    alone: boolean
    /** Whether what is missing is on its way: the cloud is there, it is looked for since sign-in, or it is not to be had. */
    cloud: 'reached' | 'looked-for' | 'away'
  }>

/** Undefined until it is known, which is within a frame. */
export function useStanding(patientId: string): Standing | undefined {
  const { data: standing } = useAsk(getStanding, { patientId })
  const { data: it } = useAsk(getConnection, {})
  if (!standing || !it) return undefined
  const { state } = it.connection
  return {
    ...standing,
    apart: state === 'away' || state === 'connecting' || it.hydrating !== null,
    alone: state === 'none',
    cloud:
      state === 'current' || state === 'busy' ? 'reached' : state === 'connecting' ? 'looked-for' : 'away',
  }
}

/** What a section shows is made of these; the first two of everything, and every computer has all amendments and disclosures. */
export function partsOf(section: SectionId): readonly ChartPart[] | null {
  if (section === 'amendments' || section === 'disclosures') return []
  return section === 'summary' || section === 'timeline' ? null : [section]
}

const standingOf = ({ parts }: Standing, section: SectionId) =>
  parts.filter(({ part }) => partsOf(section)?.includes(part) ?? true)

export const isHere = (standing: Standing, section: SectionId): boolean =>
  standingOf(standing, section).every(({ here }) => here)

/** When what a section shows was last known to be as it is in the cloud: the oldest of its parts. */
export function confirmedAt(standing: Standing, section: SectionId): string | null {
  const times = standingOf(standing, section).map((each) => each.confirmedAt)
  return times.some((at) => at === null)
    ? null
    : (times.toSorted((a, b) => String(a).localeCompare(String(b))).at(0) ?? null)
}

/** The section in front and how current it is, for what stands in its head. */
export const SectionStanding = createContext<Readonly<{ section: SectionId; standing: Standing }> | null>(
  null,
)
