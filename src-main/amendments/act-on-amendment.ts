import {
  acceptAmendment,
  addDisagreement,
  addRebuttal,
  denyAmendment,
  noteTold,
  putOffAmendment,
  withdrawAmendment,
} from '../../shared/amendments/act-on-amendment.ts'
import { amendmentActs } from '../../shared/amendments/amendment-act.ts'
import { putOffBy } from '../../shared/amendments/amendment.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { todayAt } from '../access/administering.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { actsOn, amendmentRow, type ActRow, type AmendmentRow } from './amendments.sql.ts'
import { isYourOwn } from './own-chart.ts'
import { stateOf } from './view.ts'

type Act = RowOf<typeof amendmentActs>
type Of = Readonly<{ patientId: string; amendmentId: string }>
type Found = Readonly<{ row: AmendmentRow; acts: readonly ActRow[]; state: ReturnType<typeof stateOf> }>

/** The request as the transaction has it; whoever names another patient has not found it. */
function requestOf(read: Reader, { patientId, amendmentId }: Of): Found {
  const row = amendmentRow(read, amendmentId)
  if (!row || row.patientId !== patientId) throw new AppError('NotFound', 'amendment.not-found')
  const acts = actsOn(read, amendmentId)
  return { row, acts, state: stateOf(acts) }
}

function mustBeOpen({ state }: Found): void {
  if (state !== 'open') throw new AppError('Conflict', 'amendment.over')
}
/** Nobody decides about what they ask for themselves. */
function mustBeAnothers(read: Reader, ctx: Context, patientId: string): void {
  if (isYourOwn(read, ctx.actor, patientId)) throw new AppError('Forbidden', 'amendment.your-own')
}

function put(
  tx: Tx,
  ctx: Context,
  { patientId, amendmentId }: Of,
  act: Pick<Act, 'kind' | 'text'> & Partial<Pick<Act, 'denial' | 'dueOn'>>,
) {
  tx.put(amendmentActs, {
    id: ctx.newId(),
    amendmentId,
    patientId,
    denial: null,
    dueOn: null,
    ...act,
    by: ctx.actor.id,
    at: ctx.now,
  })
  return {}
}

export const putOffAmendmentHandler = handle(putOffAmendment, (tx, input, ctx) => {
  const found = requestOf(tx, input)
  mustBeOpen(found)
  if (found.acts.some(({ kind }) => kind === 'put-off'))
    throw new AppError('Conflict', 'amendment.put-off-already')
  // the patient is told in writing before the first day is over
  if (todayAt(tx, ctx) > found.row.dueOn) throw new AppError('Conflict', 'amendment.too-late')
  return put(tx, ctx, input, {
    kind: 'put-off',
    text: input.words,
    dueOn: addDays(found.row.dueOn, putOffBy),
  })
})

export const acceptAmendmentHandler = handle(acceptAmendment, (tx, input, ctx) => {
  mustBeOpen(requestOf(tx, input))
  mustBeAnothers(tx, ctx, input.patientId)
  return put(tx, ctx, input, { kind: 'accepted', text: input.words })
})

export const denyAmendmentHandler = handle(denyAmendment, (tx, input, ctx) => {
  mustBeOpen(requestOf(tx, input))
  mustBeAnothers(tx, ctx, input.patientId)
  return put(tx, ctx, input, { kind: 'denied', denial: input.denial, text: input.words })
})

export const withdrawAmendmentHandler = handle(withdrawAmendment, (tx, input, ctx) => {
  mustBeOpen(requestOf(tx, input))
  return put(tx, ctx, input, { kind: 'withdrawn', text: input.words })
})

export const addDisagreementHandler = handle(addDisagreement, (tx, input, ctx) => {
  if (!requestOf(tx, input).acts.some(({ kind }) => kind === 'denied'))
    throw new AppError('Conflict', 'amendment.not-denied')
  return put(tx, ctx, input, { kind: 'disagreement', text: input.words })
})

export const addRebuttalHandler = handle(addRebuttal, (tx, input, ctx) => {
  if (!requestOf(tx, input).acts.some(({ kind }) => kind === 'disagreement'))
    throw new AppError('Conflict', 'amendment.no-disagreement')
  mustBeAnothers(tx, ctx, input.patientId)
  return put(tx, ctx, input, { kind: 'rebuttal', text: input.words })
})

export const noteToldHandler = handle(noteTold, (tx, input, ctx) => {
  if (!requestOf(tx, input).acts.some(({ kind }) => kind === 'accepted'))
    throw new AppError('Conflict', 'amendment.not-accepted')
  return put(tx, ctx, input, { kind: 'told', text: input.words })
})
