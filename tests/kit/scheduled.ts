/** A practice that schedules: a location, providers, rooms and kinds of visits, and a patient. */
import { locations } from '../../shared/access/location.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { visitTypes } from '../../shared/schedule/visit-type.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { TestClock } from './clock.ts'
import { newPractice, type Practice } from './practice.ts'
import { command, contextAt, newTestId } from './store.ts'

type Resource = RowOf<typeof resources>
type VisitType = RowOf<typeof visitTypes>

export const provider = (name: string, more: Partial<Resource> = {}): Resource => ({
  id: newTestId(),
  kind: 'provider',
  name,
  short: name.slice(0, 12),
  locationId: null,
  practitionerId: null,
  userId: null,
  category: 'Family medicine',
  atOnce: 1,
  overbook: 1,
  active: true,
  rank: 0,
  ...more,
})
export const room = (name: string, locationId: string, more: Partial<Resource> = {}): Resource =>
  provider(name, { kind: 'room', locationId, category: 'exam', overbook: 0, ...more })
export const visitType = (name: string, more: Partial<VisitType> = {}): VisitType => ({
  id: newTestId(),
  name,
  color: 'blue',
  minutes: 30,
  prepareMinutes: 0,
  cleanMinutes: 0,
  needs: [],
  telehealth: false,
  newPatients: false,
  instructions: '',
  active: true,
  rank: 0,
  ...more,
})
export const place = (name: string, timeZone: string | null = null): RowOf<typeof locations> => ({
  id: newTestId(),
  name,
  phone: null,
  address: null,
  active: true,
  own: true,
  partOf: null,
  timeZone,
})

/** Monday 23 November 2026, 10:05 in the practice's zone (as the kit's clock has it). */
export async function scheduledPractice<Desk extends Workstation = Practice>(desk?: Desk) {
  const clock = new TestClock()
  const at = desk ?? ((await newPractice({ clock })) as unknown as Desk)
  const here = place('Main Street')
  const there = place('Harbor')
  const rivera = provider('Dr. Rivera')
  const osei = provider('Dr. Osei')
  const [one, two] = [room('Room 1', here.id), room('Room 2', here.id, { rank: 1 })]
  const far = room('Room H', there.id)
  const visit = visitType('Follow-up')
  const exam = visitType('Exam', {
    needs: [{ kind: 'room', category: 'exam' }],
    prepareMinutes: 5,
    cleanMinutes: 10,
  })
  command(
    at.session.store,
    (tx) => {
      for (const row of [here, there]) tx.put(locations, row)
      for (const row of [rivera, osei, one, two, far]) tx.put(resources, row)
      for (const row of [visit, exam]) tx.put(visitTypes, row)
    },
    { ...contextAt(), actor: at.session.actor },
  )
  const register = async (family: string) =>
    (
      await at.call(registerPatient, {
        ...registerPatient.example,
        notADuplicate: true,
        demographics: { ...registerPatient.example.demographics, family },
      })
    ).patientId
  const patientId = await register('Okon')
  type Booked = InputOf<typeof bookAppointment>
  /** What a booking of the patient says, on the next day at a time (UTC `15:00`). */
  const booking = (time: string, more: Partial<Booked> = {}, plan: Partial<Booked['plan']> = {}): Booked => ({
    patientId,
    plan: {
      startsAt: `2026-11-24T${time}:00.000Z`,
      minutes: 30,
      locationId: here.id,
      providers: [rivera.id],
      ...plan,
    },
    visitTypeId: visit.id,
    reason: 'Cough for three weeks',
    notes: 'Needs an interpreter',
    referral: '',
    authorization: '',
    copayCents: 2500,
    ...more,
  })
  return {
    desk: at,
    clock,
    here,
    there,
    rivera,
    osei,
    one,
    two,
    far,
    visit,
    exam,
    patientId,
    register,
    booking,
  }
}
