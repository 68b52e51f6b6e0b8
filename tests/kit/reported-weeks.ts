/** Weeks of a practice of sixty providers that are over, for its reports: twenty who work, one with a very long name, forty who never did. */
import { saveLocation } from '../../shared/access/save-location.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { makeContext } from '../../tools/bench/context.ts'
import { makeDay, makeSetting, type BenchParts } from '../../tools/bench/schedule-rows.ts'
import { readDay } from '../../tools/demo/days.ts'
import { Random } from '../../tools/demo/random.ts'
import { storeDemoRows } from '../../tools/kit/demo-schedule.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'

export const longProvider =
  'Featherstonehaugh-Montgomery de la Cruz y Villanueva, Maria-Magdalena, MD, PhD, FACP'
const zone = owner.timeZone

/** Weekdays before today, the last first. */
const pastWeekdays = (today: string, count: number): string[] =>
  Array.from({ length: 2 * count + 4 }, (_none, at) => addDays(today, -1 - at))
    .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
    .slice(0, count)

export async function fillReportedWeeks(desk: Workstation): Promise<void> {
  const locationIds: string[] = []
  for (const name of ['Main house', 'Northside'])
    locationIds.push((await desk.call(saveLocation, { ...saveLocation.example, name })).locationId)
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  const now = Date.now()
  const parts: BenchParts = {
    random: new Random('reports', 'schedule'),
    newId: makeContext(desk.session).newId,
    zone,
    practiceId: desk.session.store.read.rows<{ id: string }>('SELECT id FROM practices')[0]?.id ?? '',
    locationIds,
    patients: [patientId],
    by: desk.session.actor.id,
    now,
    quick: true,
  }
  const set = makeSetting(parts)
  const [first] = set.providers
  if (!first) throw new Error('nobody works here')
  const providers = [
    ...set.providers.map((each, at) => (at === 2 ? { ...each, name: longProvider } : each)),
    ...Array.from({ length: 40 }, (_none, at) => ({
      ...first,
      id: parts.newId(),
      name: `Locum ${at + 1}, NP`,
      short: `L${at + 1}`,
      userId: null,
      rank: 200 + at,
    })),
  ]
  const rows = {
    ...set.rows,
    resources: [...providers, ...set.rows.resources.filter(({ kind }) => kind !== 'provider')],
  }
  for (const [record, each] of Object.entries(rows))
    await storeDemoRows(desk, [{ record: record as 'appointments', rows: each }])
  for (const day of pastWeekdays(dayIn(zone, now), 8))
    await storeDemoRows(desk, [{ record: 'appointments', rows: makeDay(parts, set, readDay(day), 8) }])
}
