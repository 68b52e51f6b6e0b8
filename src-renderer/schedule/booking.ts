/** A booking that is open over whatever screen somebody is at: from the palette and from a chart. */
import { create } from 'zustand'
import type { BookingStart } from './booking-values.ts'

type Booking = { start: BookingStart | null }
export const useBooking = create<Booking>(() => ({ start: null }))
export const openBooking = (start: BookingStart = {}): void => useBooking.setState({ start })
export const closeBooking = (): void => useBooking.setState({ start: null })
