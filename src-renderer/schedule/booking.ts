/** A booking, an appointment, a line of the waitlist or a recall that is open over whatever screen somebody is at: from the palette and from a chart. */
import { create } from 'zustand'
import type { BookingStart } from './booking-values.ts'
import type { Known } from './new-patient-values.ts'
import type { WishStart } from './wish-values.ts'

type Opened = Readonly<{ patientId: string; appointmentId: string }>
type Beside = {
  start: BookingStart | null
  opened: Opened | null
  /** Somebody is put on the waitlist. */
  waits: WishStart | null
  /** Somebody is to come again. */
  recall: Known | null
}
const nothing: Beside = { start: null, opened: null, waits: null, recall: null }

export const useBeside = create<Beside>(() => nothing)
export const openBooking = (start: BookingStart = {}): void => useBeside.setState({ ...nothing, start })
export const openAppointment = (opened: Opened): void => useBeside.setState({ ...nothing, opened })
export const openWaits = (waits: WishStart): void => useBeside.setState({ ...nothing, waits })
export const openRecall = (recall: Known): void => useBeside.setState({ ...nothing, recall })
export const closeBeside = (): void => useBeside.setState(nothing)
