import { AppError } from '../../shared/kernel/errors.ts'
import { liftHold, listHolds, placeHold, type HoldLine } from '../../shared/retention/hold.ts'
import { legalHolds, liftedHolds } from '../../shared/retention/legal-hold.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { filedName } from '../patients/patient-line.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { everyHold, holdRow, type HoldRow } from './retention.sql.ts'

const most = 2000

export const placeHoldHandler = handle(placeHold, (tx, { patientId, reason }, ctx) => {
  if (patientId !== null && !patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const same = everyHold(tx, most).some((row) => row.patientId === patientId && row.liftedAt === null)
  if (same) throw new AppError('Conflict', 'hold.there')
  const id = ctx.newId()
  tx.put(legalHolds, { id, patientId, reason, by: ctx.actor.id, at: ctx.now })
  return { legalHoldId: id }
})

export const liftHoldHandler = handle(liftHold, (tx, { legalHoldId, reason }, ctx) => {
  const row = holdRow(tx, legalHoldId)
  if (!row) throw new AppError('NotFound', 'hold.not-found')
  if (row.liftedAt !== null) throw new AppError('Conflict', 'hold.lifted')
  tx.put(liftedHolds, { id: ctx.newId(), legalHoldId, reason, by: ctx.actor.id, at: ctx.now })
  return {}
})

export const listHoldsHandler = answer(listHolds, (read) => {
  const lines = everyHold(read, most).map(lineOf)
  return { holds: [...lines.filter(({ lifted }) => !lifted), ...lines.filter(({ lifted }) => lifted)] }
})

const lineOf = (row: HoldRow): HoldLine => ({
  legalHoldId: row.id,
  patientId: row.patientId,
  patientName: filedName({
    family: row.family ?? '',
    given: row.given ?? '',
    middle: row.middle ?? '',
    suffix: row.suffix ?? '',
  }),
  reason: row.reason,
  by: row.byName ?? '',
  at: row.at,
  lifted:
    row.liftedAt === null
      ? null
      : { reason: row.liftedReason ?? '', by: row.liftedByName ?? '', at: row.liftedAt },
})
