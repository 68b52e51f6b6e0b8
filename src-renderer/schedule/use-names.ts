import { useMemo } from 'react'
import { getScheduleNames } from '../../shared/schedule/get-days.ts'
import { useAsk } from '../kernel/queries.ts'
import { namesOf, type Names } from './names.ts'

/** Names of all that is scheduled; null until they are here. */
export function useNames(): Names | null {
  const { data } = useAsk(getScheduleNames, {})
  return useMemo(() => (data ? namesOf(data) : null), [data])
}
