/** A report in stretches of a screen or two, all of the moment it was first asked for. */
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Covered } from '../../shared/auditing/covered.ts'
import type { EntryReport } from '../../shared/auditing/entry-line.ts'
import { listEntries } from '../../shared/auditing/list-entries.ts'
import { asking, keyOf } from '../kernel/queries.ts'
import type { Line } from './entry-text.ts'

const stretch = 100

export type Entries = Readonly<{
  /** Undefined before the first answer. */
  total: number | undefined
  /** The number of the last entry that is taken in. */
  upTo: number | null
  /** Which workstations it is of, and up to when each. */
  covers: Covered | null
  /** The first stretch. */
  lines: readonly Line[]
  /** What is shown is still of the report before. */
  isEarlier: boolean
  error: AppError | null
  /** Asks again, with what was written since. */
  again(): void
}>

export function useEntries(report: EntryReport): Entries {
  const client = useQueryClient()
  const firstInput = { ...report, upTo: null, offset: 0, limit: stretch }
  const { data, error, isPlaceholderData } = useQuery({
    ...asking(listEntries, firstInput),
    placeholderData: keepPreviousData,
  })
  return {
    total: data?.total,
    upTo: data?.upTo ?? null,
    covers: data?.covers ?? null,
    lines: data?.lines ?? [],
    isEarlier: isPlaceholderData,
    error: error instanceof AppError ? error : null,
    again: () => void client.invalidateQueries({ queryKey: keyOf(listEntries, firstInput) }),
  }
}

/** The line at an index, between those that are drawn, as it comes. */
export function useLines(
  { upTo, lines: first, isEarlier }: Entries,
  report: EntryReport,
  from: number,
  to: number,
): (index: number) => Line | undefined {
  const [low, high] = [Math.floor(from / stretch), Math.floor(to / stretch)]
  const stretches = useQueries({
    queries: Array.from({ length: high - low + 1 }, (_, index) => ({
      ...asking(listEntries, { ...report, upTo, offset: (low + index) * stretch, limit: stretch }),
      // the first stretch is there with the answer itself
      enabled: low + index > 0 && !isEarlier,
    })),
  })
  return (index) => {
    const at = Math.floor(index / stretch)
    const lines = at === 0 ? first : stretches[at - low]?.data?.lines
    return lines?.[index % stretch]
  }
}
