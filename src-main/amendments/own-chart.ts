import type { Actor } from '../../shared/kernel/context.ts'
import { seemsToBe } from '../../shared/patients/filed-as.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import type { Reader } from '../store/reader.ts'

/** The patient has the name of whoever asks. */
export function isYourOwn(
  read: Reader,
  { displayName }: Pick<Actor, 'displayName'>,
  patientId: string,
): boolean {
  const patient = patientRow(read, patientId)
  return patient !== undefined && seemsToBe(displayName, patient)
}
