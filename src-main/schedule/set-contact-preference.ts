import { AppError } from '../../shared/kernel/errors.ts'
import { contactPreferences } from '../../shared/schedule/contact-preference.ts'
import { setContactPreference } from '../../shared/schedule/set-contact-preference.ts'
import { handle } from '../pipeline/handle.ts'
import { isPatient, preferenceOf } from './reminders.sql.ts'

export const setContactPreferenceHandler = handle(setContactPreference, (tx, { patientId, ...said }, ctx) => {
  if (!isPatient(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  const row = { ...said, at: ctx.now, by: ctx.actor.id }
  if (preferenceOf(tx, patientId)) tx.amend(contactPreferences, patientId, row)
  else tx.put(contactPreferences, { id: patientId, ...row })
  return {}
})
