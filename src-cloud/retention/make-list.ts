/** The dry run: what would go, as a row that every workstation of the practice has. Nothing goes by it. */
import { v7 } from 'uuid'
import { purgeLists } from '../../shared/retention/purge.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { lockTree } from '../audit/tree.ts'
import { executeOwn } from '../executor/execute-own.ts'
import type { PostgresPractices } from '../postgres/practices.ts'
import { executingFor } from '../sync/executing.ts'
import { agesOf, dueEntries, heldOf, sumOf, yearsOfAudit } from './due.ts'

export type PurgeList = RowOf<typeof purgeLists>

/** `now`: ms since 1970. */
export function makeList(practices: PostgresPractices, practice: string, now: number): Promise<PurgeList> {
  return practices.transaction(practice, async (tx, client) => {
    const { size } = await lockTree(client, practice)
    const years = await yearsOfAudit(client, practice)
    const bounds = { size, before: yearsBefore(now, years) }
    const { count, digest } = await sumOf(dueEntries(client, practice, bounds))
    const [ages, held] = [await agesOf(client, practice, bounds), await heldOf(client, practice, bounds)]
    const set = { years, ...bounds, count, digest, ages, held, at: new Date(now).toISOString() }
    const id = v7()
    const change = { type: purgeLists.type, id, baseVersion: 0, base: {}, set, gone: false }
    await executeOwn(tx, { op: v7(), kind: 'cloud.listPurge@1', changes: [change] }, executingFor(0))
    return { id, ...set }
  })
}

/** The beginning of the day it was so many years ago, UTC. */
function yearsBefore(now: number, years: number): string {
  const at = new Date(now)
  return new Date(Date.UTC(at.getUTCFullYear() - years, at.getUTCMonth(), at.getUTCDate())).toISOString()
}
