/** What of the schedule is shown, and how large: kept while the workstation is open, whichever screen one goes to. */
import { create } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import type { resourceKinds } from '../../shared/schedule/resource.ts'

export type ResourceKind = (typeof resourceKinds)[number]
export type Stage = AppointmentLine['stage']

export const steps = [5, 10, 15, 20, 30, 60] as const
/** Pixels an hour is high. A quarter of an hour is a target one can hit from the third on. */
export const hourHeights = [48, 64, 96, 128, 192, 288] as const

export type GridView = Readonly<{
  view: 'day' | 'week' | 'month'
  /** Null: today. */
  day: string | null
  kind: ResourceKind
  locationId: string | null
  /** Of the resources these alone; empty: every one. */
  resourceIds: readonly string[]
  /** Whose week it is; null: the first there is. */
  weekOf: string | null
  visitTypeIds: readonly string[]
  stages: readonly Stage[]
  calledOff: boolean
  /** Null: as the practice has it. */
  step: number | null
  hourHeight: number
  wholeDay: boolean
}>

const first: GridView = {
  view: 'day',
  day: null,
  kind: 'provider',
  locationId: null,
  resourceIds: [],
  weekOf: null,
  visitTypeIds: [],
  stages: [],
  calledOff: false,
  step: null,
  hourHeight: 96,
  wholeDay: false,
}

export const useGridView = create<GridView & { show(change: Partial<GridView>): void }>((set) => ({
  ...first,
  show: (change) => set(change),
}))

/** What of the view says how days are drawn, whichever day it is: the same object from day to day. */
export type Drawn = Omit<GridView, 'day'>
export const useDrawn = (): Drawn => useGridView(useShallow(({ day: _day, ...drawn }) => drawn))

/** The next larger or smaller of a list. */
export const nextOf = (values: readonly number[], present: number, by: 1 | -1): number =>
  by === 1
    ? (values.find((value) => value > present) ?? present)
    : (values.findLast((value) => value < present) ?? present)

/** How many filters keep something from being seen. */
export const filtersSet = (view: Drawn): number =>
  Number(view.resourceIds.length > 0) +
  Number(view.visitTypeIds.length > 0) +
  Number(view.stages.length > 0) +
  Number(view.locationId !== null)
