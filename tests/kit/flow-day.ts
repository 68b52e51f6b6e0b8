/** A day at a practice with a provider and two rooms, and whoever is expected. */
import { locations } from '../../shared/access/location.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { visitTypes } from '../../shared/schedule/visit-type.ts'
import type { Workstation } from '../../tools/kit/workstation.ts'
import { command, newTestId } from './store.ts'

export type House = Readonly<{
  locationId: string
  provider: string
  rooms: readonly [string, string]
  visitTypeId: string
}>

const none = { practitionerId: null, userId: null, atOnce: 1, overbook: 0, active: true }

/** `userId`: who signs in as the provider. */
export function furnish(desk: Workstation, userId: string | null = null): House {
  const locationId = newTestId()
  const [provider, one, two, visitTypeId] = [newTestId(), newTestId(), newTestId(), newTestId()]
  command(desk.session.store, (tx) => {
    const place = { phone: null, address: null, active: true, own: true, partOf: null, timeZone: null }
    tx.put(locations, { id: locationId, name: 'Harbor', ...place })
    tx.put(resources, {
      ...none,
      id: provider,
      kind: 'provider',
      name: 'Ana Rivera, MD',
      short: 'RIV',
      locationId: null,
      userId,
      category: 'Family medicine',
      rank: 1,
    })
    for (const [n, id] of [one, two].entries())
      tx.put(resources, {
        ...none,
        id,
        kind: 'room',
        name: `Exam ${n + 1}`,
        short: String(n + 1),
        locationId,
        category: 'exam',
        rank: n + 2,
      })
    tx.put(visitTypes, {
      id: visitTypeId,
      name: 'Follow-up',
      color: 'teal',
      minutes: 20,
      prepareMinutes: 0,
      cleanMinutes: 0,
      needs: [],
      telehealth: false,
      newPatients: false,
      instructions: '',
      active: true,
      rank: 1,
    })
  })
  return { locationId, provider, rooms: [one, two], visitTypeId }
}

/** Somebody who is known, insured where `payer` is given. */
export async function somebody(desk: Workstation, family: string, payer = ''): Promise<string> {
  const { demographics, coverages } = registerPatient.example
  const { patientId } = await desk.call(registerPatient, {
    demographics: { ...demographics, family, given: 'Pat' },
    coverages: payer === '' ? [] : coverages.map((each) => ({ ...each, payerName: payer })),
    notADuplicate: true,
  })
  return patientId
}

/** Expected at `startsAt`, ISO 8601. */
export function expected(
  desk: Workstation,
  house: House,
  patientId: string,
  startsAt: string,
  more: Partial<Appointment> = {},
): string {
  const id = newTestId()
  command(desk.session.store, (tx) =>
    tx.put(appointments, {
      id,
      patientId,
      visitTypeId: house.visitTypeId,
      plan: {
        startsAt,
        minutes: 20,
        locationId: house.locationId,
        providers: [house.provider],
        places: [],
        prepareMinutes: 0,
        cleanMinutes: 0,
        cancelled: false,
      },
      steps: [],
      reason: 'Cough',
      notes: '',
      referral: '',
      authorization: '',
      copayCents: null,
      seriesId: null,
      occurrence: null,
      groupId: null,
      overbook: null,
      origin: 'staff',
      external: null,
      madeAt: startsAt,
      madeBy: desk.session.actor.id,
      ...more,
    }),
  )
  return id
}
