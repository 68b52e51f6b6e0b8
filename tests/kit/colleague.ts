import { permissionsOf, type Role } from '../../shared/access/roles.ts'
import { users } from '../../shared/access/user.ts'
import type { Command, InputOf, OutputOf, Query } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { doorOf, withRights, type Practice } from './practice.ts'
import { rowFor } from './rows.ts'
import { command } from './store.ts'

export type Colleague = Readonly<{ id: string }> & {
  call<C extends Command | Query>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>
}

/** Somebody else at the same workstation, one after the other, under a name of their own. */
export function colleagueAt(
  desk: Practice,
  n: number,
  roles: readonly Role[],
  displayName: string,
): Colleague {
  const row = rowFor(users, n, { roles: [...roles], levels: [], displayName, active: true, endsOn: null })
  command(desk.session.store, (tx) => tx.put(users, row as never))
  const session = withRights(desk.session, [...permissionsOf(roles)])
  const door = doorOf(desk, {
    session: () => ({ ...session, actor: { ...session.actor, id: row.id, displayName } }),
  })
  return {
    id: row.id,
    async call(contract, input) {
      const reply = await door(contract.name, JSON.stringify(input))
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.reason, reply.error.params)
      return reply.value as never
    },
  }
}
