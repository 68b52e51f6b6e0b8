/** A booking as it is sent: one visit, a series, or a visit of several; and what takes it back. */
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { bookGroup } from '../../shared/schedule/book-group.ts'
import { bookSeries } from '../../shared/schedule/book-series.ts'
import { run } from '../kernel/holdfast.ts'
import type { BookingValues } from './booking-values.ts'
import { newPatientOf } from './new-patient-values.ts'
import type { planOf } from './plan-values.ts'
import { ruleOf } from './repeat-values.ts'
import { takeBack } from './take-back.ts'
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

const takenBack = 'The booking is taken back.'
/** What nobody has seen yet. */
const first = 1
const calledOff = (of: Readonly<{ patientId: string; appointmentId: string }>) => ({
  patientId: of.patientId,
  appointmentId: of.appointmentId,
  version: first,
  back: { kind: 'call-off' as const },
})

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
      takeBack: () => takeBack(appointments.map(calledOff), takenBack),
    }
  }
  if (known && repeats && rule) {
    const { patientId, name } = known
    const input = { patientId, plan, ...details, rule, without: [...repeats.without], overbookReason }
    const { visits } = await run(bookSeries, input, commandId)
    return {
      booked: null,
      words: `Booked: ${name}, ${visits.length} visits.`,
      takeBack: () =>
        takeBack(
          visits.map(({ appointmentId }) => calledOff({ patientId, appointmentId })),
          takenBack,
        ),
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
    takeBack: () => takeBack([{ ...calledOff({ patientId, appointmentId }), version }], takenBack),
  }
}
