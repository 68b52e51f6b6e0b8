/**
 * The grid by mouse, pen and finger. A finger has to rest on an appointment before it is taken up, so that it can scroll; near an edge the grid
 * scrolls by itself; Escape, or a second pointer, leaves everything where it was.
 */
import { useEffect, useRef, type RefObject } from 'react'
import { bookAt, boxAt, columnAt, dragTo, letGo, openBox, putDown, take, type Grid } from './grid-acts.ts'
import { stepAt } from './grid-axis.ts'
import type { Column } from './grid-columns.ts'
import { useHand } from './grid-hand.ts'
import { cursorAt } from './grid-walk.ts'

const [headHeight, edge, edgeSpeed] = [40, 48, 18]
/** Pixels a mouse moves before it drags; milliseconds a finger rests. */
const [dragFrom, restMs] = [4, 350]
/** Pixels at the lower end of a box by which its length is drawn. */
const grip = 7

type Held = {
  pointerId: number
  isFinger: boolean
  x: number
  y: number
  /** Where another desk wants somebody; null elsewhere. */
  conflictId: string | null
  /** Minutes from the beginning of what was taken to where it was taken. */
  into: number
  appointmentId: string | null
  key: string
  minute: number
  what: 'move' | 'resize'
  isDragged: boolean
  timer: ReturnType<typeof setTimeout> | null
}

export type PointerParts = Readonly<{
  grid: RefObject<Grid>
  scroller: RefObject<HTMLDivElement | null>
  columns: RefObject<HTMLDivElement | null>
  hourHeight: RefObject<number>
}>

export function useGridPointer({ grid, scroller, columns, hourHeight }: PointerParts): void {
  const at = useRef({ x: 0, y: 0 })
  useEffect(() => {
    const root = scroller.current
    if (!root) return undefined
    let held: Held | null = null
    let frame = 0

    /** Whose column, and which minute, is under a point of the window. */
    const spotAt = (x: number, y: number): { column: Column; minute: number } | null => {
      const rect = columns.current?.getBoundingClientRect()
      const list = grid.current.columns
      if (!rect || list.length === 0) return null
      const index = Math.floor(((x - rect.left) / rect.width) * list.length)
      const column = list[Math.min(list.length - 1, Math.max(0, index))]
      if (!column) return null
      const minute = column.axis.fromMin + ((y - rect.top - headHeight) * 60) / hourHeight.current
      return { column, minute }
    }

    const follow = () => {
      const { moving } = useHand.getState()
      const spot = spotAt(at.current.x, at.current.y)
      if (!held?.isDragged || !moving || !spot) return
      dragTo(grid.current, moving, spot.column, spot.minute - (held.what === 'move' ? held.into : 0))
    }

    // near an edge, for as long as it stays there
    const scroll = () => {
      if (!held?.isDragged) return
      const box = root.getBoundingClientRect()
      const { x, y } = at.current
      const speed = (past: number) => Math.max(-1, Math.min(1, past / edge)) * edgeSpeed
      const dx =
        x > box.right - edge
          ? speed(x - box.right + edge)
          : x < box.left + 56 + edge
            ? speed(x - box.left - 56 - edge)
            : 0
      const dy =
        y > box.bottom - edge
          ? speed(y - box.bottom + edge)
          : y < box.top + headHeight + edge
            ? speed(y - box.top - headHeight - edge)
            : 0
      if (dx !== 0 || dy !== 0) {
        root.scrollBy(dx, dy)
        follow()
      }
      frame = requestAnimationFrame(scroll)
    }

    const drag = () => {
      if (!held?.appointmentId) return
      const box = boxAt(grid.current, held)
      if (!box || !grid.current.mayWrite) return
      held.isDragged = true
      root.setPointerCapture(held.pointerId)
      take(grid.current, box, held.key, 'pointer', held.what)
      frame = requestAnimationFrame(scroll)
      follow()
    }
    const end = () => {
      if (held?.timer) clearTimeout(held.timer)
      cancelAnimationFrame(frame)
      held = null
    }

    const onDown = (event: PointerEvent) => {
      if (held) {
        letGo()
        end()
        return
      }
      if (event.button !== 0 || !(event.target instanceof Element)) return
      const element = event.target.closest<HTMLElement>('[data-appointment]')
      const spot = spotAt(event.clientX, event.clientY)
      if (!spot || event.target.closest('[role="rowheader"]') || !columns.current?.contains(event.target))
        return
      at.current = { x: event.clientX, y: event.clientY }
      const appointmentId = element?.dataset['appointment'] ?? null
      const key = element?.closest<HTMLElement>('[data-column]')?.dataset['column'] ?? spot.column.key
      const line = columnAt(grid.current, key)?.boxes.find(
        (box) => box.line.appointmentId === appointmentId,
      )?.line
      const rect = element?.getBoundingClientRect()
      const isGripped = rect !== undefined && rect.height > 24 && event.clientY > rect.bottom - grip
      held = {
        pointerId: event.pointerId,
        isFinger: event.pointerType === 'touch',
        x: event.clientX,
        y: event.clientY,
        into: line ? spot.minute - line.startMin : 0,
        appointmentId,
        conflictId: event.target.closest<HTMLElement>('[data-claim]')?.dataset['claim'] ?? null,
        key,
        minute: spot.minute,
        what: isGripped ? 'resize' : 'move',
        isDragged: false,
        timer: null,
      }
      if (held.isFinger && appointmentId !== null) held.timer = setTimeout(drag, restMs)
    }

    const onMove = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointerId) return
      at.current = { x: event.clientX, y: event.clientY }
      if (held.isDragged) follow()
      else if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > dragFrom) {
        // a finger that moves before it has rested scrolls
        if (held.isFinger) end()
        else if (held.appointmentId !== null) drag()
      }
    }

    const onUp = (event: PointerEvent) => {
      if (!held || event.pointerId !== held.pointerId) return
      const was = held
      end()
      if (was.isDragged) {
        if (useHand.getState().moving) putDown(grid.current)
        return
      }
      const column = columnAt(grid.current, was.key)
      if (!column) return
      if (was.conflictId !== null) {
        useHand.getState().open({ what: 'conflicts', conflictId: was.conflictId })
        return
      }
      const { mark, cursor } = useHand.getState()
      const { step } = grid.current
      const box = boxAt(grid.current, was)
      if (box) {
        mark({ key: was.key, minute: box.line.startMin, appointmentId: was.appointmentId }, true)
        openBox(box)
        return
      }
      const from = cursorAt(column, was.minute, step)
      const to = spotAt(event.clientX, event.clientY)
      const drawn = to ? stepAt(column.axis, to.minute, step) + step - from.minute : 0
      const isDrawn = Math.abs(event.clientY - was.y) > dragFrom && drawn > step
      const isAgain =
        cursor?.key === from.key && cursor.minute === from.minute && cursor.appointmentId === null
      mark(from, true)
      // a length that is drawn, or a second press on what is marked, books
      if (isDrawn) bookAt(grid.current, from, drawn)
      else if (isAgain) bookAt(grid.current, from)
    }

    const onCancel = () => {
      if (held?.isDragged) letGo()
      end()
    }
    // a page that scrolls under a finger would take the drag away
    const onTouchMove = (event: TouchEvent) => {
      if (held?.isDragged) event.preventDefault()
    }
    const onContextMenu = (event: Event) => {
      if (held?.isFinger) event.preventDefault()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !held?.isDragged) return
      letGo()
      end()
      event.preventDefault()
      event.stopPropagation()
    }

    root.addEventListener('pointerdown', onDown)
    root.addEventListener('pointermove', onMove)
    root.addEventListener('pointerup', onUp)
    root.addEventListener('pointercancel', onCancel)
    root.addEventListener('touchmove', onTouchMove, { passive: false })
    root.addEventListener('contextmenu', onContextMenu)
    addEventListener('keydown', onKey, { capture: true })
    return () => {
      end()
      root.removeEventListener('pointerdown', onDown)
      root.removeEventListener('pointermove', onMove)
      root.removeEventListener('pointerup', onUp)
      root.removeEventListener('pointercancel', onCancel)
      root.removeEventListener('touchmove', onTouchMove)
      root.removeEventListener('contextmenu', onContextMenu)
      removeEventListener('keydown', onKey, { capture: true })
    }
  }, [grid, scroller, columns, hourHeight])
}
