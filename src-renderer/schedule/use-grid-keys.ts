/** The grid by keyboard alone. Everything the pointer can do, and what it cannot: cut here, paste on another day. */
import { useCallback, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import {
  bookAt,
  boxAt,
  carry,
  cut,
  letGo,
  openBox,
  paste,
  putDown,
  step,
  take,
  type Grid,
} from './grid-acts.ts'
import { useHand } from './grid-hand.ts'
import { keptCursor, type Direction } from './grid-walk.ts'
import { undoLast } from './offer-undo.ts'

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
  PageUp: 'page-up',
  PageDown: 'page-down',
}

/** True where the key was dealt with. */
function press(grid: Grid, event: KeyboardEvent): boolean {
  const { cursor: kept, moving, opened, setCut, cut: held, close, say } = useHand.getState()
  const direction = directions[event.key]
  const control = event.ctrlKey || event.metaKey
  if (moving?.by === 'keys') {
    if (direction) carry(grid, moving, direction)
    else if (event.key === 'Enter') putDown(grid)
    else if (event.key === 'Escape') letGo()
    else return false
    return true
  }
  if (moving) {
    if (event.key !== 'Escape') return false
    letGo()
    return true
  }
  const cursor = keptCursor(grid.columns, kept, grid.step)
  const box = boxAt(grid, cursor)
  if (control) {
    const key = event.key.toLowerCase()
    if (key === 'x' && box) cut(grid, cursor)
    else if (key === 'v' && held) paste(grid, cursor)
    else if (key === 'z') {
      if (!undoLast()) say('Nothing to undo.')
    } else return false
    return true
  }
  if (event.altKey) return false
  if (direction && event.shiftKey && box && cursor) {
    if (direction === 'up' || direction === 'down') {
      take(grid, box, cursor.key, 'keys', 'resize')
      const taken = useHand.getState().moving
      if (taken) carry(grid, taken, direction)
      return true
    }
    return false
  }
  if (direction) step(grid, direction)
  else if (event.key === 'Enter') {
    if (box) openBox(box)
    else bookAt(grid, cursor)
  } else if (event.key.toLowerCase() === 'n') bookAt(grid, cursor)
  else if (event.key.toLowerCase() === 'm' && box && cursor) take(grid, box, cursor.key, 'keys', 'move')
  else if (event.key === 'Delete' && box && grid.mayWrite) openBox(box, 'cancel')
  else if (event.key === 'Escape' && held) setCut(null)
  else if (event.key === 'Escape' && opened) close()
  else return false
  return true
}

export function useGridKeys(grid: RefObject<Grid>) {
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (!press(grid.current, event)) return
      event.preventDefault()
      event.stopPropagation()
    },
    [grid],
  )
  // a length is settled once Shift is let go: however many steps it was, it is one change
  const onKeyUp = useCallback(
    (event: KeyboardEvent) => {
      const { moving } = useHand.getState()
      if (event.key === 'Shift' && moving?.by === 'keys' && moving.what === 'resize') putDown(grid.current)
    },
    [grid],
  )
  // what has the focus is what is marked, however it came to it
  const onFocus = useCallback(
    ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const appointmentId = target.dataset['appointment']
      const key = target.closest<HTMLElement>('[data-column]')?.dataset['column']
      const { cursor, mark } = useHand.getState()
      if (appointmentId === undefined || key === undefined) return
      if (cursor?.appointmentId === appointmentId && cursor.key === key) return
      const box = boxAt(grid.current, { key, minute: 0, appointmentId })
      if (box) mark({ key, minute: box.line.startMin, appointmentId }, false)
    },
    [grid],
  )
  return { onKeyDown, onKeyUp, onFocus }
}
