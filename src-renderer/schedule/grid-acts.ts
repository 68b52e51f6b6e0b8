/** What can be done on the grid, whichever way it is asked for: with the pointer, by keys, from a menu. */
import { clockText, nearestStep, spanText, stepAt } from './grid-axis.ts'
import type { Box, Column } from './grid-columns.ts'
import { useHand, type Moving } from './grid-hand.ts'
import type { ResourceKind } from './grid-view.ts'
import { keptCursor, walk, type Cursor, type Direction } from './grid-walk.ts'
import { putThere } from './moves.ts'
import type { Names } from './names.ts'
import type { AppointmentAct } from './one-appointment.tsx'
import { putInto, putOf, samePut } from './put.ts'
import { askWhich } from './which-moves.ts'

export type Grid = Readonly<{
  columns: readonly Column[]
  step: number
  kind: ResourceKind
  names: Names
  mayWrite: boolean
}>

export const columnAt = ({ columns }: Grid, key: string): Column | undefined =>
  columns.find((column) => column.key === key)

export const boxAt = (grid: Grid, cursor: Cursor | null): Box | undefined =>
  cursor?.appointmentId
    ? columnAt(grid, cursor.key)?.boxes.find(({ line }) => line.appointmentId === cursor.appointmentId)
    : undefined

/** A name, or how many they are. */
export const whoOf = ({ line, people }: Pick<Moving, 'line' | 'people'>): string =>
  people.length > 1 ? `The group of ${people.length}` : line.name

/** What a free step says: when, whose, and why it cannot be booked, where it cannot. */
export function cellWords({ axis, title, open, blocks }: Column, minute: number, names: Names): string {
  const block = blocks.find(({ fromMin, toMin }) => fromMin <= minute && minute < toMin)
  const stretch = open.find(({ fromMin, toMin }) => fromMin <= minute && minute < toMin)
  const kept = stretch?.visitTypeIds.map((id) => names.visitType(id)?.name ?? '').join(', ')
  const state = block
    ? block.note || block.kind
    : stretch
      ? kept
        ? `free, kept for ${kept}`
        : 'free'
      : 'not open'
  return `${clockText(axis.timeZone, minute)}, ${title}, ${state}`
}

export function step(grid: Grid, direction: Direction): void {
  const { cursor, mark } = useHand.getState()
  const from = keptCursor(grid.columns, cursor, grid.step)
  if (from) mark(cursor ? walk(grid.columns, from, direction, grid.step) : from, true)
}

/** Takes an appointment up; keys or the pointer carry it on. */
export function take(grid: Grid, box: Box, key: string, by: Moving['by'], what: Moving['what']): void {
  const { line, people } = box
  if (!grid.mayWrite) return
  useHand.getState().move({
    line,
    people,
    by,
    what,
    fromKey: key,
    toKey: key,
    startMin: line.startMin,
    minutes: line.minutes,
  })
  if (by === 'keys')
    useHand
      .getState()
      .say(`${whoOf(box)} is taken up. Arrows move it, Enter puts it down, Escape leaves it where it was.`)
}

/** By keys: one step further. */
export function carry(grid: Grid, moving: Moving, direction: Direction): void {
  const at = grid.columns.findIndex(({ key }) => key === moving.toKey)
  const column = grid.columns[at]
  if (!column) return
  const { axis } = column
  if (direction === 'left' || direction === 'right') {
    if (moving.what === 'resize') return
    const beside = grid.columns[at + (direction === 'left' ? -1 : 1)]
    if (beside) carryTo(moving, beside, moving.startMin - axis.fromMin + beside.axis.fromMin, moving.minutes)
    return
  }
  const by = direction === 'down' ? 1 : direction === 'up' ? -1 : 0
  if (moving.what === 'resize')
    carryTo(moving, column, moving.startMin, steppedLength(moving.minutes, by, grid.step))
  else
    carryTo(
      moving,
      column,
      by > 0
        ? stepAt(axis, moving.startMin, grid.step) + grid.step
        : stepAt(axis, moving.startMin - 1, grid.step),
      moving.minutes,
    )
}

const steppedLength = (minutes: number, by: number, length: number): number =>
  by > 0
    ? Math.floor(minutes / length) * length + length
    : by < 0
      ? Math.max(5, Math.ceil(minutes / length) * length - length)
      : minutes

/** By the pointer: to the step nearest to where it is. */
export function dragTo(grid: Grid, moving: Moving, column: Column, minute: number): void {
  if (moving.what === 'resize') {
    const own = columnAt(grid, moving.fromKey)
    if (!own) return
    const end = nearestStep(own.axis, minute, grid.step)
    carryTo(moving, own, moving.startMin, Math.max(Math.min(5, grid.step), end - moving.startMin))
    return
  }
  carryTo(moving, column, nearestStep(column.axis, minute, grid.step), moving.minutes)
}

function carryTo(moving: Moving, column: Column, startMin: number, minutes: number): void {
  const { axis } = column
  const start = Math.min(Math.max(startMin, axis.fromMin), axis.toMin - 5)
  const length = Math.max(5, Math.min(minutes, 1440))
  if (column.key === moving.toKey && start === moving.startMin && length === moving.minutes) return
  useHand.getState().move({ ...moving, toKey: column.key, startMin: start, minutes: length })
  useHand.getState().say(`${spanText(axis.timeZone, start, length)}, ${column.title}`)
}

/** Where it is now, it stays. */
export function putDown(grid: Grid): void {
  const { moving, move, mark } = useHand.getState()
  move(null)
  if (!moving) return
  const [from, to] = [columnAt(grid, moving.fromKey), columnAt(grid, moving.toKey)]
  if (!from || !to) return
  const { line, startMin, minutes } = moving
  put(grid, moving, from.resourceId, to, startMin, minutes)
  mark({ key: to.key, minute: startMin, appointmentId: line.appointmentId }, moving.by === 'keys')
}

/** `fromResource`: in whose column it was taken, or cut. */
export function put(
  grid: Grid,
  who: Pick<Moving, 'line' | 'people'>,
  fromResource: string,
  to: Column,
  startMin: number,
  minutes: number,
): void {
  const { line, people } = who
  const where = putInto(line, fromResource, { column: to, startMin, minutes }, grid.kind, grid.names)
  const isLonger = line.startMin === startMin && line.minutes !== minutes && fromResource === to.resourceId
  const words = isLonger
    ? `${whoOf(who)}: now ${minutes} minutes.`
    : `${whoOf(who)}: now ${spanText(to.axis.timeZone, startMin, minutes)}, ${to.title}.`
  useHand.getState().say(words)
  const places = grid.kind === 'provider' ? null : where.places
  const move = { line, to: where, places, words, ...(people.length > 1 && { people }) }
  // of a series it is asked which of them are meant
  if (line.seriesId !== null && !samePut(putOf(line), where)) askWhich(move, to.axis.timeZone)
  else putThere(move)
}

export function letGo(): void {
  const { moving, move, say } = useHand.getState()
  if (!moving) return
  move(null)
  say(`${whoOf(moving)} stays where it was.`)
}

/** Marks it as what the next Ctrl+V puts down. */
export function cut(grid: Grid, cursor: Cursor | null): void {
  const box = boxAt(grid, cursor)
  const column = cursor && columnAt(grid, cursor.key)
  if (!box || !column || !grid.mayWrite) return
  const { setCut, say } = useHand.getState()
  setCut({ line: box.line, people: box.people, resourceId: column.resourceId })
  say(`${whoOf(box)} is cut. Control V puts it at the marked time, on this day or another.`)
}

/** Puts what was cut where the cursor is. */
export function paste(grid: Grid, cursor: Cursor | null): void {
  const { cut: held, setCut, mark } = useHand.getState()
  const column = cursor && columnAt(grid, cursor.key)
  if (!held || !column || !cursor) return
  setCut(null)
  put(grid, held, held.resourceId, column, cursor.minute, held.line.minutes)
  mark({ key: column.key, minute: cursor.minute, appointmentId: held.line.appointmentId }, true)
}

export function bookAt(grid: Grid, cursor: Cursor | null, minutes: number | null = null): void {
  const column = cursor && columnAt(grid, cursor.key)
  if (!column || !cursor || !grid.mayWrite) return
  const stretch = column.open.find(({ fromMin, toMin }) => fromMin <= cursor.minute && cursor.minute < toMin)
  const locationId = stretch?.locationId ?? grid.names.resource(column.resourceId)?.locationId
  const isProvider = grid.kind === 'provider'
  const own = column.resourceId === '' ? [] : [column.resourceId]
  useHand.getState().open({
    what: 'book',
    start: {
      startMin: cursor.minute,
      providers: isProvider ? own : [],
      ...(!isProvider && { places: own }),
      ...(minutes !== null && { minutes }),
      ...(locationId && { locationId }),
    },
  })
}

export function openBox(box: Box, act: AppointmentAct | null = null): void {
  useHand.getState().open({
    what: 'appointment',
    appointmentId: box.line.appointmentId,
    patientId: box.line.patientId,
    act,
  })
}
