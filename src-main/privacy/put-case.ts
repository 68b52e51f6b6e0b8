import { todayAt } from '../access/administering.ts'
import type { Context } from '../../shared/kernel/context.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { privacyCases, reviewDays } from '../../shared/privacy/privacy-case.ts'
import type { Tx } from '../store/tx.ts'

type Case = RowOf<typeof privacyCases>

/** A case about whoever is in. Returns its id. */
export function putCase(
  tx: Tx,
  ctx: Context,
  about: Pick<Case, 'kind' | 'patientId' | 'emergencyId' | 'count' | 'device' | 'usual' | 'others'>,
): string {
  const id = ctx.newId()
  const dueOn = addDays(todayAt(tx, ctx), reviewDays[about.kind])
  tx.put(privacyCases, { id, about: ctx.actor.id, at: ctx.now, dueOn, ...about })
  return id
}
