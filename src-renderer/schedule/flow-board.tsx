/**
 * The list of the day, walked by arrows. It is known by whom somebody stands at, not at which place in the list: when
 * somebody is added above, the key that follows is about the same patient.
 */
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { FlowRow, rowHeight, rowId } from './flow-row.tsx'
import type { Limits } from './flow-view.ts'
import type { Waiting } from './flow-waiting.ts'
import board from './flow-board.module.css'
import classes from './flow.module.css'
import type { Names } from './names.ts'
import { takeFocusAsDrawn } from '../kernel/take-focus.ts'

const heads = ['Time', 'Patient', 'For', 'With', 'Stage', 'Waiting', 'Missing', 'Due'] as const
/** Pixels of a window that are not of its rows: what stands above and below them. */
const around = 150
/** Above and below what is seen. */
const beyond = 6

export type BoardProps = Readonly<{
  grid: RefObject<HTMLDivElement | null>
  lines: readonly FlowLine[]
  at: string | null
  /** Grows with each search: whoever was found is brought into sight. */
  sought: number
  minute: number
  names: Names
  timeZone: string
  limits: Limits
  waiting: Waiting
  onAt(appointmentId: string): void
  onOpen(line: FlowLine): void
  /** Any key but those that walk. True where it was dealt with. */
  onKey(event: KeyboardEvent, line: FlowLine | undefined): boolean
}>

export function FlowBoard({
  grid,
  lines,
  at,
  sought,
  minute,
  names,
  timeZone,
  limits,
  waiting,
  onAt,
  onOpen,
  onKey,
}: BoardProps) {
  const present = Math.max(
    0,
    lines.findIndex(({ appointmentId }) => appointmentId === at),
  )
  const [seen, setSeen] = useState(() => Math.ceil((innerHeight - around) / rowHeight))
  // drawn at once where whoever one begins at is brought into sight, not at the top first
  const [first, setFirst] = useState(() => Math.max(0, present + 2 - seen))
  const line = lines[present]

  useEffect(() => takeFocusAsDrawn(), [])
  useEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const measure = new ResizeObserver(() => setSeen(Math.ceil(element.clientHeight / rowHeight)))
    measure.observe(element)
    return () => measure.disconnect()
  }, [grid])
  const last = useRef('')
  useLayoutEffect(() => {
    // whoever is gone to is brought into sight; what others do elsewhere moves nothing
    const now = `${at ?? ''} ${sought}`
    if (last.current === now) return
    last.current = now
    intoSight(grid.current, present)
  }, [at, sought, present, grid])

  const walk = (to: number) => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, to))]
    if (next) onAt(next.appointmentId)
  }
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: present + 1,
    ArrowUp: present - 1,
    PageDown: present + seen - 2,
    PageUp: present - seen + 2,
    Home: 0,
    End: lines.length - 1,
  }
  const shown = lines.slice(Math.max(0, first - beyond), first + seen + beyond)
  const from = Math.max(0, first - beyond)
  // whoever is stood at is there for a screen reader, wherever the list was scrolled to
  const apart = line && (present < from || present >= from + shown.length) ? line : null
  const row = (each: FlowLine, index: number) => (
    <FlowRow
      key={each.appointmentId}
      line={each}
      index={index}
      isAt={index === present}
      minute={minute}
      names={names}
      timeZone={timeZone}
      limits={limits}
      isWaiting={waiting.has(each.appointmentId)}
      onChoose={onAt}
      onOpen={onOpen}
    />
  )
  return (
    <div
      ref={grid}
      role="grid"
      aria-label="Patients of the day"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={line ? rowId(line.appointmentId) : undefined}
      tabIndex={0}
      data-keys
      className={classes['grid']}
      onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / rowHeight))}
      onKeyDown={(event) => {
        const to = event.ctrlKey || event.altKey || event.metaKey ? undefined : steps[event.key]
        if (to !== undefined) walk(to)
        else if (!onKey(event, line)) return
        event.preventDefault()
      }}
    >
      <div role="row" aria-rowindex={1} className={board['heads']}>
        {heads.map((head) => (
          <span key={head} role="columnheader" data-head={head}>
            {head}
          </span>
        ))}
      </div>
      <div role="rowgroup" className={board['rows']} style={{ height: lines.length * rowHeight }}>
        {shown.map((each, n) => row(each, from + n))}
        {apart && row(apart, present)}
      </div>
    </div>
  )
}

const headHeight = 30
function intoSight(grid: HTMLElement | null, index: number): void {
  if (!grid) return
  const top = index * rowHeight
  const room = grid.clientHeight - headHeight - rowHeight
  if (top < grid.scrollTop) grid.scrollTop = top
  else if (top > grid.scrollTop + room) grid.scrollTop = top - room
}
