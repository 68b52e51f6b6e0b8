/** A booking, or an appointment, that is open over whatever screen somebody is at: from the palette and from a chart. */
import { create } from 'zustand'
import type { BookingStart } from './booking-values.ts'

type Opened = Readonly<{ patientId: string; appointmentId: string }>
type Beside = {
  start: BookingStart | null
  opened: Opened | null
  /** What had the focus before, which gets it back. */
  from: Element | null
}

export const useBeside = create<Beside>(() => ({ start: null, opened: null, from: null }))
const show = (what: Pick<Beside, 'start' | 'opened'>): void =>
  useBeside.setState(({ start, opened, from }) => ({
    ...what,
    from: start === null && opened === null ? document.activeElement : from,
  }))
export const openBooking = (start: BookingStart = {}): void => show({ start, opened: null })
export const openAppointment = (opened: Opened): void => show({ start: null, opened })
export const closeBeside = (): void => useBeside.setState({ start: null, opened: null })
