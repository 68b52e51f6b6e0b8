import { amendments, decideWithin } from '../../shared/amendments/amendment.ts'
import { recordAmendment } from '../../shared/amendments/record-amendment.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { todayAt } from '../access/administering.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import { hasEntry } from './amendments.sql.ts'

export const recordAmendmentHandler = handle(
  recordAmendment,
  (tx, { patientId, entry, wrong, shouldSay, askedBy, askedByName, askedOn }, ctx) => {
    if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
    if (entry && !hasEntry(tx, patientId, entry.type, entry.id))
      throw new AppError('NotFound', 'amendment.entry-missing')
    if (askedOn > todayAt(tx, ctx)) throw new AppError('Invalid', 'amendment.day-ahead')
    if (askedBy === 'representative' && askedByName === '') throw new AppError('Invalid', 'amendment.who')
    const id = ctx.newId()
    const dueOn = addDays(askedOn, decideWithin)
    tx.put(amendments, {
      id,
      patientId,
      entryType: entry?.type ?? null,
      entryId: entry?.id ?? null,
      entryText: entry?.text ?? '',
      wrong,
      shouldSay,
      askedBy,
      askedByName: askedBy === 'representative' ? askedByName : '',
      askedOn,
      dueOn,
      by: ctx.actor.id,
      at: ctx.now,
    })
    return { amendmentId: id, dueOn }
  },
)
