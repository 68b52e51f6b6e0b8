import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import {
  confirmPurge,
  dismissPurge,
  listPurges,
  proposePurge,
  type PurgeLine,
} from '../../shared/retention/decide-purge.ts'
import { purgeActs, type purgeLists } from '../../shared/retention/purge.ts'
import { answer, handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { actsOn, doneOf, everyList, listRow, type ActRow } from './retention.sql.ts'

type List = RowOf<typeof purgeLists>
type Act = RowOf<typeof purgeActs>

const most = 200

/** The list, while something can still be said of it. */
function openList(read: Reader, id: string): Readonly<{ list: List; proposal: ActRow | undefined }> {
  const list = listRow(read, id)
  if (!list) throw new AppError('NotFound', 'purge.not-found')
  const acts = actsOn(read, id)
  const isOver = acts.some(({ kind }) => kind !== 'proposed') || doneOf(read, id) !== undefined
  if (isOver) throw new AppError('Conflict', 'purge.over')
  return { list, proposal: acts.find(({ kind }) => kind === 'proposed') }
}

function put(
  tx: Tx,
  ctx: Context,
  { id, count, digest }: List,
  act: Pick<Act, 'kind' | 'reason' | 'proposalId'>,
) {
  tx.put(purgeActs, { id: ctx.newId(), listId: id, ...act, by: ctx.actor.id, at: ctx.now })
  return { count, digest }
}

export const proposePurgeHandler = handle(proposePurge, (tx, { purgeListId, reason }, ctx) => {
  const { list, proposal } = openList(tx, purgeListId)
  if (list.count === 0) throw new AppError('Conflict', 'purge.nothing')
  if (proposal) throw new AppError('Conflict', 'purge.proposed-already')
  return put(tx, ctx, list, { kind: 'proposed', reason, proposalId: null })
})

export const confirmPurgeHandler = handle(confirmPurge, (tx, { purgeListId, reason }, ctx) => {
  const { list, proposal } = openList(tx, purgeListId)
  if (!proposal) throw new AppError('Conflict', 'purge.not-proposed')
  if (proposal.by === ctx.actor.id) throw new AppError('Forbidden', 'purge.same-person')
  return put(tx, ctx, list, { kind: 'confirmed', reason, proposalId: proposal.id })
})

export const dismissPurgeHandler = handle(dismissPurge, (tx, { purgeListId, reason }, ctx) => {
  const { list } = openList(tx, purgeListId)
  return put(tx, ctx, list, { kind: 'dismissed', reason, proposalId: null })
})

export const listPurgesHandler = answer(listPurges, (read, _input, { actor }) => ({
  purges: everyList(read, most).map((list) => lineOf(read, list, actor.id)),
}))

function lineOf(read: Reader, { id, size: _size, ...list }: List, asks: string): PurgeLine {
  const acts = actsOn(read, id)
  const done = doneOf(read, id)
  const of = (kind: Act['kind']) => acts.find((each) => each.kind === kind)
  const said = (act: ActRow | undefined) =>
    act ? { by: act.byName ?? '', at: act.at, reason: act.reason } : null
  const [proposed, confirmed, dismissed] = [of('proposed'), of('confirmed'), of('dismissed')]
  return {
    purgeListId: id,
    ...list,
    state: done ? (done.count === 0 ? 'stale' : 'done') : stateOf(acts),
    proposed: said(proposed),
    confirmed: said(confirmed),
    dismissed: said(dismissed),
    doneAt: done?.at ?? null,
    isYours: proposed?.by === asks,
  }
}

/** By the last that was said: who dismisses has the last word. */
const stateOf = (acts: readonly Pick<ActRow, 'kind'>[]) =>
  (['dismissed', 'confirmed', 'proposed'] as const).find((kind) => acts.some((each) => each.kind === kind)) ??
  'listed'
