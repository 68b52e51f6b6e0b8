/** A practice of twenty providers on a busy day, as its schedule has to hold: four hundred today, a double booking, very long names, a night on which the clock is set. */
import { saveLocation } from '../../shared/access/save-location.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { instantOfMinute, type Appointment } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, minuteAt } from '../../shared/schedule/day-axis.ts'
import { makeContext } from '../../tools/bench/context.ts'
import { makeDay, makeSetting, onTheBoard, type BenchParts } from '../../tools/bench/schedule-rows.ts'
import { readDay } from '../../tools/demo/days.ts'
import { Random } from '../../tools/demo/random.ts'
import { storeDemoRows } from '../../tools/kit/demo-schedule.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'

const family = [
  'Okafor',
  'Lindqvist',
  'Nguyen',
  'Haddad',
  'Park',
  'Silva',
  'Novak',
  'Mensah',
  'Rossi',
  'Cohen',
]
const given = ['Amara', 'Bo', 'Chidi', 'Dana', 'Elif', 'Farid', 'Greta', 'Hana', 'Ines', 'Jun']
export const longName = {
  family: 'Featherstonehaugh-Montgomery de la Cruz y Villanueva',
  given: 'Maria-Magdalena Wilhelmina Alexandrina',
}
/** Sunday, in the zone of the practice: 1 AM comes twice. */
export const nightOfClocks = '2026-11-01'
const zone = owner.timeZone

export const dayOfToday = (): string => dayIn(zone, Date.now())

async function registered(desk: Workstation): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < 100; n += 1) {
    const name = n === 0 ? longName : { family: family[n % 10] ?? '', given: `${given[Math.floor(n / 10)]}` }
    const { patientId } = await desk.call(registerPatient, {
      ...registerPatient.example,
      demographics: {
        ...registerPatient.example.demographics,
        ...name,
        birthDate: `19${String(40 + (n % 60)).padStart(2, '0')}-0${1 + (n % 9)}-1${n % 9}`,
      },
      notADuplicate: true,
    })
    ids.push(patientId)
  }
  return ids
}

export async function fillBusySchedule(desk: Workstation): Promise<void> {
  const locationIds: string[] = []
  for (const name of ['Main house', 'Northside'])
    locationIds.push((await desk.call(saveLocation, { ...saveLocation.example, name })).locationId)
  const patients = await registered(desk)
  const now = Date.now()
  const practiceId = desk.session.store.read.rows<{ id: string }>('SELECT id FROM practices')[0]?.id ?? ''
  const parts: BenchParts = {
    random: new Random('busy', 'schedule'),
    newId: makeContext(desk.session).newId,
    zone,
    practiceId,
    locationIds,
    patients,
    by: desk.session.actor.id,
    now,
    quick: true,
  }
  const set = makeSetting(parts)
  for (const [record, rows] of Object.entries(set.rows))
    await storeDemoRows(desk, [{ record: record as 'appointments', rows }])
  const today = makeDay(parts, set, readDay(dayOfToday())).map((row, n): Appointment => ({
    ...row,
    steps: onTheBoard(parts, row, n),
  }))
  const [first] = today
  if (!first) throw new Error('nobody comes today')
  const beside: Appointment = { ...first, id: parts.newId(), patientId: patients[1] ?? '', steps: [] }
  const long = today.map((row, n) => (n === 2 ? { ...row, patientId: patients[0] ?? '' } : row))
  const night = [30, 70, 130, 200].map((minute, n): Appointment => ({
    ...first,
    id: parts.newId(),
    patientId: patients[n + 3] ?? '',
    steps: [],
    plan: {
      ...first.plan,
      // minutes that pass since midnight: the second hour comes twice
      startsAt: instantOfMinute(minuteAt(zone, dayNumberOf(nightOfClocks), 0) + minute),
      minutes: 40,
      places: [],
    },
  }))
  await storeDemoRows(desk, [{ record: 'appointments', rows: [...long, beside, ...night] }])
}
