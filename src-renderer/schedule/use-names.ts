import { useMemo } from 'react'
import { getScheduleNames } from '../../shared/schedule/get-days.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { namesOf, type Names } from './names.ts'

/** Names of all that is scheduled; null until they are here, and for whoever may not see a schedule. */
export function useNames(): Names | null {
  const { data } = useAsk(getScheduleNames, {}, { enabled: useMe().can('schedule.read') })
  return useMemo(() => (data ? namesOf(data) : null), [data])
}
