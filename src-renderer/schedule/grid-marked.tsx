/** The free step that is marked, and the focus, wherever it belongs: one place of the grid is reached by Tab, as in any grid. */
import { useEffect, useLayoutEffect, useMemo, useRef, type ReactNode, type RefObject } from 'react'
import { cellWords, columnAt } from './grid-acts.ts'
import { clockText } from './grid-axis.ts'
import type { Column } from './grid-columns.ts'
import { useHand } from './grid-hand.ts'
import { keptCursor } from './grid-walk.ts'
import classes from './grid.module.css'
import type { GridProps } from './grid.tsx'
import { drawColumnOf } from './use-later-columns.ts'

export const placeOf = (columns: readonly Column[], key: string) => {
  const at = columns.findIndex((column) => column.key === key)
  return { left: `${(100 * at) / columns.length}%`, width: `${100 / columns.length}%` }
}

export function Marked(props: GridProps): ReactNode {
  const { columns, hourHeight, step, names } = props
  const kept = useHand((state) => state.cursor)
  const focused = useHand((state) => state.focused)
  // what is taken up, or was cut, is pale where it still is
  const lifted = useHand((state) => (state.moving?.line ?? state.cut?.line)?.appointmentId)
  const cursor = useMemo(() => keptCursor(columns, kept, step), [columns, kept, step])
  const row = useRef<HTMLDivElement>(null)
  const isInside = useFocusInside(row)
  const gridOf = () => row.current?.closest<HTMLElement>('[role="grid"]') ?? null
  const id = cursor?.appointmentId ?? null
  const key = cursor?.key ?? ''
  const minute = cursor?.minute ?? 0

  // after every drawing that may have made the marked one anew
  const answered = useRef(focused)
  useLayoutEffect(() => {
    const grid = gridOf()
    for (const was of grid?.querySelectorAll<HTMLElement>('[data-appointment][tabindex="0"]') ?? [])
      was.tabIndex = -1
    const box = id === null ? null : grid?.querySelector<HTMLElement>(selectorOf(key, id))
    if (box) box.tabIndex = 0
    const target = box ?? row.current?.querySelector<HTMLElement>('[data-cell]')
    const isAsked = answered.current !== focused
    answered.current = focused
    // what had the focus and was drawn anew, or in another column, gets it back
    const isLost = isInside.current && document.activeElement === document.body
    if (!target || (!isAsked && !isLost)) return
    drawColumnOf(target)
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [focused, id, key, minute, columns, isInside])

  useLayoutEffect(() => {
    const grid = gridOf()
    for (const was of grid?.querySelectorAll('[data-cut]') ?? []) was.removeAttribute('data-cut')
    if (lifted === undefined) return
    for (const box of grid?.querySelectorAll(`[data-appointment="${CSS.escape(lifted)}"]`) ?? [])
      box.setAttribute('data-cut', '')
  }, [lifted, columns])

  const column = columnAt(props, key)
  if (!cursor || !column || id !== null) return <div ref={row} role="none" />
  const { axis } = column
  const next = column.boxes.find(({ line }) => line.startMin > minute)?.line.startMin ?? axis.toMin
  const length = Math.max(5, Math.min(step, next - minute, axis.toMin - minute))
  return (
    <div ref={row} role="row" aria-label="Marked time">
      <div
        // another step is another cell: it is read out
        key={`${key}/${minute}`}
        role="gridcell"
        tabIndex={0}
        className={classes['cell']}
        data-cell={minute}
        style={{
          ...placeOf(columns, column.key),
          top: ((minute - axis.fromMin) * hourHeight) / 60,
          height: Math.max(16, (length * hourHeight) / 60),
        }}
      >
        <span className="hf-sr">{cellWords(column, minute, names)}</span>
        <span aria-hidden="true">{`+ ${clockText(axis.timeZone, minute)}`}</span>
      </div>
    </div>
  )
}

const selectorOf = (key: string, appointmentId: string): string =>
  `[data-column="${CSS.escape(key)}"] [data-appointment="${CSS.escape(appointmentId)}"]`

/** Whether the focus was in the grid until what had it went away. */
function useFocusInside(row: RefObject<HTMLElement | null>) {
  const isInside = useRef(false)
  useEffect(() => {
    const look = ({ target }: FocusEvent) => {
      const grid = row.current?.closest('[role="grid"]')
      isInside.current = target instanceof Node && (grid?.contains(target) ?? false)
    }
    document.addEventListener('focusin', look)
    return () => document.removeEventListener('focusin', look)
  }, [row])
  return isInside
}
