/** The grid: hours at the left, a column for each resource or day, and over them what the hand does. */
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type RefObject,
} from 'react'
import { hourLines, spanText, type Axis } from './grid-axis.ts'
import { columnAt, whoOf, type Grid as GridParts } from './grid-acts.ts'
import { GridColumn } from './grid-column.tsx'
import { useHand } from './grid-hand.ts'
import classes from './grid.module.css'
import { Marked, placeOf } from './grid-marked.tsx'
import { NowLine } from './now-line.tsx'
import { takeFocusAsDrawn } from '../kernel/take-focus.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridPointer } from './use-grid-pointer.ts'
import { useLaterColumns } from './use-later-columns.ts'

export type GridProps = GridParts & Readonly<{ label: string; hourHeight: number; columnWidth: number }>

/** Where somebody was in the day, from day to day. */
const firstLook = 24
/** Pixels the hours at the left are wide. */
const gutter = 56

export function Grid(props: GridProps) {
  const { columns, hourHeight, step, label, names, columnWidth } = props
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const parts = useRef<GridParts>(props)
  const height = useRef(hourHeight)
  useLayoutEffect(() => {
    parts.current = props
    height.current = hourHeight
  })
  useGridPointer({ grid: parts, scroller, columns: body, hourHeight: height })
  const keys = useGridKeys(parts)
  const seen = useWidth(scroller) - gutter
  const width = Math.max(columnWidth, seen / columns.length)
  useLaterColumns(scroller, body, columns, { width, seen })

  // hours at the left are those of a day like any other
  const axis = columns.find(({ axis: each }) => !each.isSet)?.axis ?? columns[0]?.axis
  const isSet = columns.length > 0 && columns.every((column) => column.axis.isSet)

  // what is near the beginning of work is seen first
  const scrolled = useRef(false)
  useLayoutEffect(() => {
    if (scrolled.current || !scroller.current || !axis) return
    scrolled.current = true
    const opens = Math.min(
      ...columns.flatMap(({ open }) => open.map(({ fromMin }) => fromMin - axis.fromMin)),
      1440,
    )
    if (opens > 0 && opens < 1440) scroller.current.scrollTop = (opens * hourHeight) / 60 - firstLook
  }, [axis, columns, hourHeight])

  // the marked appointment is not: the card of whom one stands at would be a look at them
  const isDrawn = axis !== undefined
  useEffect(() => {
    if (isDrawn) takeFocusAsDrawn()
  }, [isDrawn])

  if (!axis) return null
  return (
    <div ref={scroller} className={classes['scroller']}>
      <div
        className={classes['canvas']}
        role="grid"
        aria-label={label}
        tabIndex={-1}
        data-keys
        style={{ '--column-width': `${columnWidth}px`, '--columns': columns.length } as CSSProperties}
        onKeyDown={keys.onKeyDown}
        onKeyUp={keys.onKeyUp}
        onFocus={keys.onFocus}
      >
        <div className={classes['gutter']} aria-hidden="true">
          <div className={classes['corner']} />
          <Hours axis={axis} hourHeight={hourHeight} />
        </div>
        <div className={classes['columns']} role="none" ref={body}>
          {columns.map((column) => (
            <GridColumn
              key={column.key}
              column={column}
              hourHeight={hourHeight}
              stepHeight={
                (hourHeight * Math.max(step, 15)) / 60 >= 12
                  ? (hourHeight * Math.max(step, 10)) / 60
                  : hourHeight / 2
              }
              hasOwnHours={column.axis.isSet && !isSet}
              width={width}
              names={names}
            />
          ))}
          <div className={classes['over']} role="none">
            <NowLine columns={columns} hourHeight={hourHeight} />
            <Marked {...props} />
            <Ghost {...props} />
          </div>
        </div>
      </div>
      <Said />
    </div>
  )
}

/** How wide the whole of it is, in whole steps: what is drawn changes with it, and not at every pixel. */
function useWidth(scroller: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const root = scroller.current
    if (!root) return undefined
    const measure = () => setWidth(Math.floor(root.clientWidth / widthStep) * widthStep)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(root)
    return () => observer.disconnect()
  }, [scroller])
  return width
}
const widthStep = 16

function Hours({ axis, hourHeight }: { axis: Axis; hourHeight: number }) {
  return (
    <div className={classes['hours']}>
      {hourLines(axis).map(({ minute, text, zone }) => (
        <span
          key={minute}
          style={{ top: ((minute - axis.fromMin) * hourHeight) / 60 - (minute === axis.fromMin ? -2 : 7) }}
        >
          {text}
          {zone !== '' && <small>{zone}</small>}
        </span>
      ))}
    </div>
  )
}

/** What is on its way, where it would be put down. */
function Ghost(props: GridProps): ReactNode {
  const { columns, hourHeight } = props
  const moving = useHand((state) => state.moving)
  const column = moving && columnAt(props, moving.toKey)
  if (!moving || !column) return null
  const { axis } = column
  return (
    <div
      className={classes['ghost']}
      style={{
        ...placeOf(columns, column.key),
        top: ((moving.startMin - axis.fromMin) * hourHeight) / 60,
        height: Math.max(22, (moving.minutes * hourHeight) / 60),
      }}
    >
      <b>{spanText(axis.timeZone, moving.startMin, moving.minutes)}</b>
      {whoOf(moving)}
    </div>
  )
}

function Said() {
  const said = useHand((state) => state.said)
  return (
    <div role="status" aria-live="assertive" className="hf-sr">
      {said}
    </div>
  )
}
