import { limitsOf } from '../../shared/access/export-policy.ts'
import {
  approveExport,
  askForExport,
  getExportCount,
  refuseExport,
  withdrawExport,
} from '../../shared/exports/ask-for-export.ts'
import { exportActs, exportRequests } from '../../shared/exports/export-request.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { answer, handle } from '../pipeline/handle.ts'
import type { Session } from '../pipeline/session.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Tx } from '../store/tx.ts'
import { askedFor, approvedUntil, mustBeOpen } from './standing.ts'
import { mustReadCharts, whoseRecords } from './whose.ts'

export const getExportCountHandler = answer(getExportCount, (read, { locationId }, ctx, session) => {
  const { open, closed } = whoseRecords(session, locationId, ctx.now)
  return { patients: open.length, closed, ...limitsOf(practiceOf(read)) }
})

export const askForExportHandler = handle(
  askForExport,
  (tx, { locationId, handingOut, reason }, ctx, session) => {
    mustReadCharts(session)
    const patients = whoseRecords(session, locationId, ctx.now).open.length
    const { alone, most } = limitsOf(practiceOf(tx))
    if (patients === 0) throw new AppError('Invalid', 'export.nobody')
    if (patients > most)
      throw new AppError('Invalid', 'export.too-many', { most: most.toLocaleString('en-US') })
    const id = ctx.newId()
    const needsTwo = patients > alone
    const by = ctx.actor.id
    tx.put(exportRequests, { id, locationId, ...handingOut, reason, patients, needsTwo, by, at: ctx.now })
    return { requestId: id, patients, needsTwo }
  },
)

/** What an act says that is none of a beginning or an end. */
export const plainAct = {
  approvalId: null,
  until: null,
  exportId: null,
  device: null,
  patients: null,
  resources: null,
  reason: '',
} as const

const put = (
  tx: Tx,
  ctx: Context,
  act: Readonly<{ requestId: string; kind: 'approved' | 'refused' | 'withdrawn'; reason: string }>,
  until: string | null = null,
) => tx.put(exportActs, { id: ctx.newId(), ...plainAct, ...act, until, by: ctx.actor.id, at: ctx.now })

const asked = (tx: Tx, requestId: string, { trustedNow, workstation }: Session) =>
  askedFor(tx, requestId, instantOf(trustedNow()), workstation.device)

export const approveExportHandler = handle(approveExport, (tx, { requestId, reason }, ctx, session) => {
  const found = asked(tx, requestId, session)
  mustBeOpen(found)
  const { needsTwo, by, patients } = found.request
  if (!needsTwo) throw new AppError('Conflict', 'export.alone-enough')
  if (by === ctx.actor.id) throw new AppError('Forbidden', 'export.same-person')
  put(tx, ctx, { requestId, kind: 'approved', reason }, approvedUntil(instantOf(session.trustedNow())))
  return { patients }
})

export const refuseExportHandler = handle(refuseExport, (tx, { requestId, reason }, ctx, session) => {
  const found = asked(tx, requestId, session)
  mustBeOpen(found)
  if (found.request.by === ctx.actor.id) throw new AppError('Forbidden', 'export.same-person')
  put(tx, ctx, { requestId, kind: 'refused', reason })
  return { patients: found.request.patients }
})

export const withdrawExportHandler = handle(withdrawExport, (tx, { requestId, reason }, ctx, session) => {
  const found = asked(tx, requestId, session)
  mustBeOpen(found)
  if (found.request.by !== ctx.actor.id) throw new AppError('Forbidden', 'export.not-yours')
  put(tx, ctx, { requestId, kind: 'withdrawn', reason })
  return { patients: found.request.patients }
})
