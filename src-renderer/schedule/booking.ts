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
  /** What had the focus before, which gets it back. */
  from: Element | null
}
const nothing = { start: null, opened: null, waits: null, recall: null }

export const useBeside = create<Beside>(() => ({ ...nothing, from: null }))
const show = (what: Partial<Omit<Beside, 'from'>>): void =>
  useBeside.setState(({ start, opened, waits, recall, from }) => ({
    ...nothing,
    ...what,
    from: [start, opened, waits, recall].every((each) => each === null) ? document.activeElement : from,
  }))
export const openBooking = (start: BookingStart = {}): void => show({ start })
export const openAppointment = (opened: Opened): void => show({ opened })
export const openWaits = (waits: WishStart): void => show({ waits })
export const openRecall = (recall: Known): void => show({ recall })
export const closeBeside = (): void => useBeside.setState(nothing)
