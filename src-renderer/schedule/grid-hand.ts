/** Where the hand is on the grid: what is marked, what is being moved, what was cut. Apart from what is shown, which it does not draw again. */
import { create } from 'zustand'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import type { BookingStart } from './booking-values.ts'
import type { Cursor } from './grid-walk.ts'
import type { AppointmentAct } from './one-appointment.tsx'
import type { WishStart } from './wish-values.ts'

/** On its way to a place it has not been put yet. */
export type Moving = Readonly<{
  line: AppointmentLine
  /** Everybody who comes to it; one, where it is nobody's group. */
  people: readonly AppointmentLine[]
  by: 'pointer' | 'keys'
  what: 'move' | 'resize'
  fromKey: string
  toKey: string
  startMin: number
  minutes: number
}>

export type Cut = Readonly<{
  line: AppointmentLine
  people: readonly AppointmentLine[]
  resourceId: string
}>

export type Opened =
  | Readonly<{ what: 'book'; start: BookingStart }>
  | Readonly<{ what: 'appointment'; appointmentId: string; patientId: string; act: AppointmentAct | null }>
  | Readonly<{ what: 'find' }>
  /** What two desks said of one thing; one of them, or all. */
  | Readonly<{ what: 'conflicts'; conflictId: string | null }>
  | Readonly<{ what: 'waitlist'; start: WishStart | null }>
  | Readonly<{ what: 'recalls' }>
  | Readonly<{ what: 'replies' }>

type Hand = {
  cursor: Cursor | null
  /** Changes where the focus is to go to the cursor. */
  focused: number
  moving: Moving | null
  cut: Cut | null
  opened: Opened | null
  /** What a screen reader is told now. */
  said: string
  mark(cursor: Cursor | null, focus: boolean): void
  move(moving: Moving | null): void
  setCut(cut: Cut | null): void
  open(opened: Opened): void
  /** The focus goes back to what is marked. */
  close(): void
  say(words: string): void
}

export const useHand = create<Hand>((set) => ({
  cursor: null,
  focused: 0,
  moving: null,
  cut: null,
  opened: null,
  said: '',
  mark: (cursor, focus) => set(({ focused }) => ({ cursor, ...(focus && { focused: focused + 1 }) })),
  move: (moving) => set({ moving }),
  setCut: (cut) => set({ cut }),
  open: (opened) => set({ opened }),
  close: () => set(({ focused }) => ({ opened: null, focused: focused + 1 })),
  // the same words twice are said twice: a space makes them others
  say: (words) => set(({ said }) => ({ said: said === words ? `${words} ` : words })),
}))
