/** A booking, or an appointment, that is open over whatever screen somebody is at: from the palette and from a chart. */
import { create } from 'zustand'
import type { BookingStart } from './booking-values.ts'

type Opened = Readonly<{ patientId: string; appointmentId: string }>
type Beside = { start: BookingStart | null; opened: Opened | null }

export const useBeside = create<Beside>(() => ({ start: null, opened: null }))
export const openBooking = (start: BookingStart = {}): void => useBeside.setState({ start, opened: null })
export const openAppointment = (opened: Opened): void => useBeside.setState({ start: null, opened })
export const closeBeside = (): void => useBeside.setState({ start: null, opened: null })
