import { createContext, useContext } from 'react'
import { getMe } from '../../shared/access/get-me.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'

export type Me = OutputOf<typeof getMe>
export const MeContext = createContext<Me | null>(null)

/** Who is signed in. Only inside of the signed-in app. What needs nothing is open to everybody. */
export function useMe(): Me & { can(permission: Permission | null): boolean } {
  const me = useContext(MeContext)
  must(me, 'me.outside')
  return { ...me, can: (permission) => permission === null || me.permissions.includes(permission) }
}
