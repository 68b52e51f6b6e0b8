import { AppError } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { noteChecks } from '../../shared/schedule/note-checks.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import { writeChecks } from './write-checks.ts'
import { placesOf } from './zones.ts'

export const noteChecksHandler = handle(noteChecks, (tx, { patientId, checks }, ctx) => {
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const today = dayIn(placesOf(tx).timeZone, Date.parse(ctx.now))
  // a day too far is let pass: where the practice is not where this desk is, it may be tomorrow there
  if (checks.some(({ on }) => on !== null && on > today)) throw new AppError('Invalid', 'check.future')
  return { before: writeChecks(tx, patientId, checks, ctx) }
})
