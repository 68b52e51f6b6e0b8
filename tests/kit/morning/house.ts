/** The practice the morning is at: its providers, rooms and hours, whoever is expected, and two people of the front desk who are invited. */
import { invitePerson } from '../../../shared/access/invite-person.ts'
import { saveLocation } from '../../../shared/access/save-location.ts'
import { registerPatient } from '../../../shared/patients/register-patient.ts'
import { bookAppointment } from '../../../shared/schedule/book-appointment.ts'
import { instantOfMinute } from '../../../shared/schedule/appointment.ts'
import { dayNumberOf, minuteAt } from '../../../shared/schedule/day-axis.ts'
import { deskCheckKinds } from '../../../shared/schedule/desk-check.ts'
import { noteChecks } from '../../../shared/schedule/note-checks.ts'
import { saveHours } from '../../../shared/schedule/save-hours.ts'
import { saveResource } from '../../../shared/schedule/save-resource.ts'
import { saveSchedulePolicy } from '../../../shared/schedule/save-schedule-policy.ts'
import { saveVisitType } from '../../../shared/schedule/save-visit-type.ts'
import { suggestedPolicy } from '../../../shared/schedule/schedule-policy.ts'
import { owner, type Workstation } from '../../../tools/kit/workstation.ts'
import { stepMinutes, type Morning } from './plan.ts'

export const zone = owner.timeZone

/** Whoever sits at the one desk, and at the other. */
export const desks = [
  { displayName: 'Dana Cole', username: 'dcole', password: 'willow harbor candle 31' },
  { displayName: 'Luis Ortega', username: 'lortega', password: 'granite orchard lantern 58' },
] as const

const providerNames = [
  'Kofi Mensah, NP',
  'Ana Rivera, MD',
  'Ben Okafor, MD',
  'Carla Lindqvist, NP',
  'Dmitri Havel, MD',
  'Esther Mwangi, PA',
]

/** What whoever comes in at a desk is told of by the practice, once. */
export type Invited = Readonly<{ userId: string; code: string }>
export type House = Readonly<{
  providers: readonly Readonly<{ id: string; name: string }>[]
  rooms: readonly string[]
  locationId: string
  invited: readonly Invited[]
  /** Of those who are known, by their name. */
  patients: ReadonlyMap<string, string>
}>

export const instantAt = (day: string, minute: number): string =>
  instantOfMinute(minuteAt(zone, dayNumberOf(day), minute))

export async function furnishHouse(desk: Workstation, morning: Morning, day: string): Promise<House> {
  const { locationId } = await desk.call(saveLocation, { ...saveLocation.example, name: 'Harbor Street' })
  const resource = async (kind: 'provider' | 'room', name: string, rank: number) => {
    const { resourceId } = await desk.call(saveResource, {
      resourceId: null,
      version: null,
      kind,
      name,
      short: name.slice(0, 12),
      rank,
      userId: null,
      locationId: kind === 'room' ? locationId : null,
      category: kind === 'room' ? 'exam' : 'Family medicine',
      atOnce: 1,
      overbook: 1,
    })
    return { id: resourceId, name }
  }
  const providers: { id: string; name: string }[] = []
  for (const [rank, name] of providerNames.slice(0, morning.providers).entries())
    providers.push(await resource('provider', name, rank))
  const rooms: string[] = []
  for (let n = 1; n <= 9; n += 1) rooms.push((await resource('room', `Exam ${n}`, n)).id)
  for (const { id } of providers)
    await desk.call(saveHours, {
      resourceId: id,
      add: [1, 2, 3, 4, 5].map((weekday) => ({
        locationId,
        weekday,
        everyWeeks: 1,
        firstDay: '2026-01-05',
        lastDay: null,
        fromMinute: 480,
        toMinute: 1020,
        kind: 'open' as const,
        visitTypeIds: [],
        releaseHours: null,
        note: '',
      })),
      change: [],
      remove: [],
    })
  const kind = (name: string, color: 'teal' | 'blue', newPatients: boolean, rank: number) =>
    desk.call(saveVisitType, {
      ...saveVisitType.example,
      name,
      color,
      newPatients,
      rank,
      minutes: stepMinutes,
      cleanMinutes: 0,
      needs: [],
      instructions: '',
    })
  const { visitTypeId } = await kind('Follow-up', 'teal', false, 0)
  await kind('New patient', 'blue', true, 1)
  await desk.call(saveSchedulePolicy, { version: null, ...suggestedPolicy, stepMinutes })

  const patients = new Map<string, string>()
  for (const who of morning.visits.filter(({ isKnown }) => isKnown)) {
    const { family, given, birthDate } = who
    const { demographics, coverages } = registerPatient.example
    const { patientId } = await desk.call(registerPatient, {
      demographics: { ...demographics, family, given, preferredName: '', birthDate },
      coverages,
      notADuplicate: true,
    })
    patients.set(`${family}, ${given}`, patientId)
    if (who.isComplete)
      await desk.call(noteChecks, {
        patientId,
        checks: deskCheckKinds.map((each) => ({ kind: each, on: day })),
      })
    if (who.minute === null || who.provider === null) continue
    await desk.call(bookAppointment, {
      patientId,
      plan: {
        startsAt: instantAt(day, who.minute),
        minutes: stepMinutes,
        locationId,
        providers: [providers[who.provider]?.id ?? ''],
      },
      visitTypeId,
      reason: '',
      notes: '',
      referral: '',
      authorization: '',
      copayCents: who.copayCents,
    })
  }
  const invited: Invited[] = []
  for (const { displayName, username } of desks)
    invited.push(await desk.call(invitePerson, { displayName, username, roles: ['front-desk'], levels: [] }))
  return { providers, rooms, locationId, invited, patients }
}
