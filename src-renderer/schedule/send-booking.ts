/** A booking as it is sent: one visit, a series, or a visit of several; and what takes it back. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { bookGroup } from '../../shared/schedule/book-group.ts'
import { bookSeries } from '../../shared/schedule/book-series.ts'
import { bookedByMistake, cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import type { BookingValues } from './booking-values.ts'
import { newPatientOf } from './new-patient-values.ts'
import type { planOf } from './plan-values.ts'
import { ruleOf } from './repeat-values.ts'
import type { detailsOf } from './visit-fields.tsx'
import { whenText } from './when-text.ts'

export type Booked = OutputOf<typeof bookAppointment>
type Said = Readonly<{
  plan: NonNullable<ReturnType<typeof planOf>>
  details: NonNullable<ReturnType<typeof detailsOf>>
  today: string
  zone: string
  /** What it came of, where not of somebody's asking. */
  origin?: InputOf<typeof bookAppointment>['origin']
}>
type Sent = Readonly<{
  /** Where it is one visit of one patient. */
  booked: Booked | null
  words: string
  takeBack(): Promise<void>
}>

const mistake = { kind: 'cancelled' as const, reason: bookedByMistake, note: '' }
/** What nobody has seen yet. */
const first = 1

export async function sendBooking(
  values: BookingValues,
  { plan, details, today, zone, origin }: Said,
  commandId: string,
): Promise<Sent> {
  const { known, fresh, repeats, alsoFor, overbookReason } = values
  const when = whenText(plan.startsAt, zone)
  const rule = repeats && ruleOf(repeats)
  if (known && alsoFor && alsoFor.length > 0) {
    const patientIds = [known, ...alsoFor].map(({ patientId }) => patientId)
    const { appointments } = await run(bookGroup, { patientIds, plan, ...details, overbookReason }, commandId)
    return {
      booked: null,
      words: `Booked for ${appointments.length}: ${when}.`,
      takeBack: async () => {
        for (const { patientId, appointmentId } of appointments)
          await run(cancelAppointment, { patientId, appointmentId, version: first, ...mistake })
      },
    }
  }
  if (known && repeats && rule) {
    const { patientId, name } = known
    const input = { patientId, plan, ...details, rule, without: [...repeats.without], overbookReason }
    const { visits } = await run(bookSeries, input, commandId)
    const [one] = visits
    return {
      booked: null,
      words: `Booked: ${name}, ${visits.length} visits.`,
      takeBack: async () => {
        if (!one) return
        const of = { patientId, appointmentId: one.appointmentId, version: first, scope: 'all' as const }
        await run(changeSeries, { ...of, act: { ...mistake, kind: 'cancel' } })
      },
    }
  }
  const input = {
    patientId: known?.patientId ?? null,
    newPatient: fresh && newPatientOf(fresh, today),
    plan,
    ...details,
    overbookReason,
    ...(origin && { origin }),
  }
  const booked = await run(bookAppointment, input, commandId)
  const name = known?.name ?? [fresh?.family, fresh?.given].filter(Boolean).join(', ')
  const { patientId, appointmentId, version } = booked
  return {
    booked,
    words: `Booked: ${name}, ${when}.`,
    takeBack: async () =>
      void (await run(cancelAppointment, { patientId, appointmentId, version, ...mistake })),
  }
}

export async function takeBackBooking({ takeBack }: Sent): Promise<void> {
  try {
    await takeBack()
    notify('The booking is taken back.')
  } catch (error) {
    notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem')
  }
}
