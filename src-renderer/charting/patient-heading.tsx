import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getPatient } from '../../shared/patients/get-patient.ts'
import { ageOf, dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'

type Patient = OutputOf<typeof getPatient>['patient']

export const nameOf = (patient: Patient): string =>
  [patient.prefix, patient.given, patient.middle, patient.family, patient.suffix].filter(Boolean).join(' ') ||
  'No name'

/** Name, birth date and MRN: what every dialog that acts on a patient repeats at its top. */
export function PatientHeading({ patient }: { patient: Patient }) {
  const me = useMe()
  const age = patient.deceased ? 'deceased' : ageOf(patient.birthDate, me.today)
  return (
    <span>
      <strong>{nameOf(patient)}</strong>
      {' · '}
      {patient.birthDate ? `born ${dateText(patient.birthDate)}` : 'birth date unknown'}
      {age && `, ${age}`} · MRN {patient.mrn}
    </span>
  )
}
