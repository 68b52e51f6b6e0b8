/** Reads what the downtime pack shows, a patient at a time, so that whoever works meanwhile waits for none of it. */
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { must } from '../../shared/kernel/errors.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'
import { choosePatients, type SeenPatient } from './choose-patients.ts'
import { gatherPatient } from './gather-patient.ts'
import { listDay } from './list-day.ts'
import { packChoices } from './pack-choice.sql.ts'
import type { PackContent, PackDay, PackHead, PackPatient } from './pack-content.ts'

export type Gathering = Readonly<{
  read: Reader
  /** ISO 8601. */
  now: string
  workstation: string
  dataAsOf: string | null
  hasCloud: boolean
  seen: readonly SeenPatient[]
  /** Between two patients: lets others have their turn. What it throws ends the work. */
  turn(): Promise<void>
}>

export async function gatherPack({ read, now, seen, turn, ...about }: Gathering): Promise<PackContent> {
  const practice = practiceOf(read)
  must(practice, 'pack.practice')
  const { name: practiceName, timeZone } = practice
  const today = dayIn(timeZone, Date.parse(now))
  const dayOf = (which: PackDay['which'], day: string): PackDay => ({
    which,
    day,
    lines: listDay(read, day, timeZone),
  })
  const days = [dayOf('today', today), dayOf('tomorrow', addDays(today, 1))]
  const patients: PackPatient[] = []
  for (const { patientId, why } of choosePatients(days, packChoices(read), seen)) {
    await turn()
    const patient = gatherPatient(read, patientId, why, now)
    if (patient) patients.push(patient)
  }
  const head: PackHead = { practiceName, timeZone, madeAt: now, today, ...about }
  return { head, days, patients: patients.toSorted(byName) }
}

const byName = (a: PackPatient, b: PackPatient): number =>
  a.sortName.localeCompare(b.sortName, 'en') || (a.birthDate ?? '').localeCompare(b.birthDate ?? '')
