import { createContext, useContext } from 'react'
import { getMe } from '../../shared/access/get-me.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'

export type Me = OutputOf<typeof getMe>
export const MeContext = createContext<Me | null>(null)

/** What something asks for: one right, any of some, or nothing. */
export type Needs = Permission | readonly Permission[] | null

/** Who is signed in. Only inside of the signed-in app. What needs nothing is open to everybody. */
export function useMe(): Me & { can(needs: Needs): boolean } {
  const me = useContext(MeContext)
  must(me, 'me.outside')
  return {
    ...me,
    can: (needs) => needs === null || [needs].flat().some((each) => me.permissions.includes(each)),
  }
}
