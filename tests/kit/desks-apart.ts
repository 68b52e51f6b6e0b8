/** Two front desks of one practice, and what is booked there tomorrow. */
import { expect, onTestFinished } from 'vitest'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { getDays } from '../../shared/schedule/get-days.ts'
import { type Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { usePostgres } from './cloud.ts'
import { cloudsOn } from './recovery.ts'
import { scheduledPractice } from './scheduled.ts'

const dayMs = 86_400_000
/** Tomorrow, so that nothing is past: what becomes free is offered. */
export const day = new Date(Date.now() + dayMs).toISOString().slice(0, 10)
export const at = (time: string) => `${day}T${time}:00.000Z`
export const minute = (time: string) => Date.parse(at(time)) / 60_000

/** As somebody signed in at a desk does it, beside what there is a command for. */
export const actingAt = ({ session }: Workstation) => ({
  actor: session.actor,
  sessionId: session.id,
  opId: crypto.randomUUID(),
  now: new Date().toISOString(),
  newId: () => crypto.randomUUID(),
})

/** Makes such desks on a PostgreSQL of the tests. Closed with the test that made them. */
export function desksApart(postgres: ReturnType<typeof usePostgres>) {
  const { two } = cloudsOn(postgres)
  return twoDesks

  async function twoDesks() {
    const { first, second, cloud, comeBack } = await two()
    const there = second.desk
    onTestFinished(() => there.close())
    const practice = await scheduledPractice(first)
    const { booking, register } = practice
    const book = async (
      desk: Workstation,
      time: string,
      more: Partial<InputOf<typeof bookAppointment>> = {},
      plan: Partial<InputOf<typeof bookAppointment>['plan']> = {},
    ) => {
      const said = booking(time, more, { startsAt: at(time), ...plan })
      const { appointmentId, patientId, version } = await desk.call(bookAppointment, said)
      return { appointmentId, patientId, version }
    }
    const both = async () => {
      for (const desk of [first, there, first, there]) await upToDate(desk)
    }
    /** What each says of the day; the same, or the test fails. */
    const lines = async () => {
      const ask = { firstDay: day, days: 2, locationId: null, kind: null, calledOff: true }
      const [one, other] = [await first.call(getDays, ask), await there.call(getDays, ask)]
      expect(other).toEqual(one)
      return new Map(one.days.flatMap((each) => each.appointments.map((line) => [line.appointmentId, line])))
    }
    return { ...practice, first, there, cloud, comeBack, book, register, both, lines }
  }
}
