/** Walking the grid by keys: from box to box, and over the free steps between them. Pure, so that it can be tried on many days. */
import { stepAt } from './grid-axis.ts'
import type { Box, Column } from './grid-columns.ts'

/** Where one is: on an appointment, or at a free minute of a column. */
export type Cursor = Readonly<{ key: string; minute: number; appointmentId: string | null }>

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'page-up' | 'page-down'

const endOf = ({ line }: Box): number => line.startMin + line.minutes
const onBox = (column: Column, box: Box): Cursor => ({
  key: column.key,
  minute: box.line.startMin,
  appointmentId: box.line.appointmentId,
})
const onCell = (column: Column, minute: number): Cursor => ({ key: column.key, minute, appointmentId: null })

const coveringAt = ({ boxes }: Column, minute: number): Box | undefined =>
  boxes.find((box) => box.line.startMin <= minute && minute < endOf(box))

/** What stands at a minute: whoever comes then, else the step itself. */
export function cursorAt(column: Column, minute: number, step: number): Cursor {
  const covering = coveringAt(column, minute)
  if (covering) return onBox(column, covering)
  const from = stepAt(column.axis, minute, step)
  // a box that ends within the step leaves what is after it
  const ends = column.boxes.map(endOf).filter((end) => end > from && end <= minute)
  return onCell(column, Math.max(from, ...ends))
}

/** The cursor where the columns are others, or an appointment has gone elsewhere. */
export function keptCursor(columns: readonly Column[], cursor: Cursor | null, step: number): Cursor | null {
  const [first] = columns
  if (!first) return null
  if (cursor?.appointmentId) {
    const own = columns.find(({ key }) => key === cursor.key)
    for (const column of own ? [own, ...columns] : columns) {
      const box = column.boxes.find(({ line }) => line.appointmentId === cursor.appointmentId)
      if (box) return onBox(column, box)
    }
  }
  const column = columns.find(({ key }) => key === cursor?.key)
  if (column && cursor) return cursorAt(column, cursor.minute, step)
  // the same resource on another day, at the same time of the day
  const resource = cursor?.key.split('/')[1]
  const same = columns.find(({ resourceId }) => resourceId === resource) ?? first
  return onFirst(same, step)
}

function onFirst(column: Column, step: number): Cursor {
  const opens = column.open[0]?.fromMin ?? column.axis.fromMin
  return cursorAt(column, Math.max(opens, column.axis.fromMin), step)
}

/** One step of a walk; where there is nothing further it stays. */
export function walk(columns: readonly Column[], cursor: Cursor, direction: Direction, step: number): Cursor {
  const at = columns.findIndex(({ key }) => key === cursor.key)
  const column = columns[at]
  if (!column) return cursor
  if (direction === 'left' || direction === 'right') {
    const beside = columns[at + (direction === 'left' ? -1 : 1)]
    if (!beside) return cursor
    return cursorAt(beside, cursor.minute - column.axis.fromMin + beside.axis.fromMin, step)
  }
  if (direction === 'first') return cursorAt(column, column.axis.fromMin, step)
  if (direction === 'last') return cursorAt(column, column.axis.toMin - 1, step)
  if (direction === 'page-up')
    return cursorAt(column, Math.max(column.axis.fromMin, cursor.minute - 60), step)
  if (direction === 'page-down')
    return cursorAt(column, Math.min(column.axis.toMin - 1, cursor.minute + 60), step)
  return direction === 'down' ? down(column, cursor, step) : up(column, cursor, step)
}

function down(column: Column, cursor: Cursor, step: number): Cursor {
  const at = column.boxes.findIndex(({ line }) => line.appointmentId === cursor.appointmentId)
  const box = column.boxes[at]
  const next = box ? column.boxes[at + 1] : column.boxes.find(({ line }) => line.startMin > cursor.minute)
  // the next free minute, over whatever began before and lasts
  let free = box ? endOf(box) : stepAt(column.axis, cursor.minute, step) + step
  for (let over = coveringAt(column, free); over; over = coveringAt(column, free)) free = endOf(over)
  if (next && next.line.startMin <= free) return onBox(column, next)
  if (free < column.axis.toMin) return onCell(column, free)
  return next ? onBox(column, next) : cursor
}

function up(column: Column, cursor: Cursor, step: number): Cursor {
  const at = column.boxes.findIndex(({ line }) => line.appointmentId === cursor.appointmentId)
  const before =
    at < 0 ? column.boxes.findLast(({ line }) => line.startMin < cursor.minute) : column.boxes[at - 1]
  if (cursor.minute <= column.axis.fromMin) return before ? onBox(column, before) : cursor
  const cell = stepAt(column.axis, cursor.minute - 1, step)
  if (!before) return onCell(column, cell)
  if (at >= 0 && before.line.startMin === cursor.minute) return onBox(column, before)
  return endOf(before) > cell ? afterOrOn(column, before, cursor) : onCell(column, cell)
}

/** The free rest of a step after a box, where there is one; else the box. */
function afterOrOn(column: Column, before: Box, cursor: Cursor): Cursor {
  const end = Math.max(...column.boxes.filter(({ line }) => line.startMin < cursor.minute).map(endOf))
  return end < cursor.minute ? onCell(column, end) : onBox(column, before)
}
