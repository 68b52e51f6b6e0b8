import { createContext, useContext } from 'react'
import { getMe } from '../../shared/access/get-me.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'

export type Me = OutputOf<typeof getMe>
export const MeContext = createContext<Me | null>(null)

/** Who is signed in. Only inside of the signed-in app. */
export function useMe(): Me & { can(permission: Permission): boolean } {
  const me = useContext(MeContext)
  must(me, 'me.outside')
  return { ...me, can: (permission) => me.permissions.includes(permission) }
}
