/** Some months of a small desk, for screens of its log. */
import { getChart } from '../../shared/charting/get-chart.ts'
import { listMedications } from '../../shared/charting/list-medications.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'

const longFamily = 'Featherstonehaugh-Montgomery de la Cruz y Villanueva'

/** Two patients, of whom one has a very long name, and four hundred and fifty looks at their charts. Their ids. */
export async function busyDesk(desk: Workstation): Promise<Readonly<{ patientId: string; long: string }>> {
  const { example } = registerPatient
  const { patientId } = await desk.call(registerPatient, example)
  const { patientId: long } = await desk.call(registerPatient, {
    ...example,
    demographics: {
      ...example.demographics,
      family: longFamily,
      given: 'Maria-Magdalena Wilhelmina',
      birthDate: '1950-01-01',
    },
  })
  for (let n = 0; n < 150; n += 1) {
    await desk.call(getPatient, { patientId })
    await desk.call(getChart, { patientId: long })
    await desk.call(listMedications, { patientId })
  }
  return { patientId, long }
}
