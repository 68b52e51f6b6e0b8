/** Patients with charts of any length, put into a store through the door that writes them. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { encounters } from '../../shared/charting/encounter.ts'
import { observations } from '../../shared/charting/observation.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { rowFor } from './rows.ts'
import { contextAt } from './store.ts'

type Demographics = InputOf<typeof registerPatient>['demographics']

/** Registers somebody of whom little is known; resolves to their id. */
export async function seedPatient(
  desk: Workstation,
  family: string,
  given: string,
  more: Partial<Demographics> = {},
): Promise<string> {
  const { patientId } = await desk.call(registerPatient, {
    demographics: {
      ...registerPatient.example.demographics,
      family,
      given,
      preferredName: '',
      phones: [],
      email: '',
      contact: null,
      birthDate: '1971-05-06',
      ...more,
    },
    coverages: [],
    notADuplicate: true,
  })
  return patientId
}

/** Registers somebody of whom all is known that can be; resolves to their id. */
export async function seedWholePatient(desk: Workstation, family: string, given: string): Promise<string> {
  const { example } = registerPatient
  const { patientId } = await desk.call(registerPatient, {
    ...example,
    notADuplicate: true,
    demographics: { ...example.demographics, family, given, preferredName: '' },
  })
  return patientId
}

const two = (n: number) => String(n).padStart(2, '0')
/** A day of its own for every number, the latest first. */
const dayOf = (n: number) =>
  `${2025 - Math.floor(n / 336)}-${two(12 - (Math.floor(n / 28) % 12))}-${two(28 - (n % 28))}`

/** So many visits (`Visit 1` is the latest) and so many laboratory tests (`Test 001`) of three values each. */
export function seedChart(
  desk: Workstation,
  patientId: string,
  { visits = 0, tests = 0, mark = '' }: { visits?: number; tests?: number; mark?: string },
): void {
  desk.session.store.transaction(contextAt(), (tx) => {
    for (let n = 1; n <= visits; n += 1)
      tx.put(
        encounters,
        rowFor(encounters, n, {
          patientId,
          status: 'finished',
          class: 'AMB',
          kind: `Visit ${n}${mark}`,
          reason: n % 2 === 0 ? 'Cough' : 'Follow-up',
          startsAt: `${dayOf(n)}T14:00:00.000Z`,
          endsAt: null,
        }) as never,
      )
    for (let n = 1; n <= tests; n += 1)
      for (let value = 1; value <= 3; value += 1)
        tx.put(
          observations,
          rowFor(observations, n, {
            patientId,
            category: 'laboratory',
            name: `Test ${String(n).padStart(3, '0')}${mark}`,
            codeSystem: null,
            code: `T-${n}`,
            status: 'final',
            takenAt: `${dayOf(n + value)}T09:00:00.000Z`,
            number: n + value / 10,
            comparator: '',
            unit: 'mg/dL',
            text: '',
            parts: [],
            memberIds: [],
            flag: '',
          }) as never,
        )
    tx.close('test.seed@1')
  })
}
