import { memo } from 'react'
import { formatCents } from '../../shared/kernel/money.ts'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { dateText } from '../kernel/dates.ts'
import { checkWords } from './desk-words.ts'
import { clockText, dueOf, lateBy, spanText, stageNames, waitOf, type Limits } from './flow-view.ts'
import classes from './flow-board.module.css'
import type { Names } from './names.ts'

export const rowHeight = 28
export const rowId = (appointmentId: string): string => `flow-${appointmentId}`

type Props = Readonly<{
  line: FlowLine
  index: number
  isAt: boolean
  minute: number
  names: Names
  timeZone: string
  limits: Limits
  /** What it says has not been taken yet. */
  isWaiting: boolean
  onChoose(appointmentId: string): void
  onOpen(line: FlowLine): void
}>

/** One line, drawn again only where something of it or its minute has changed. */
export const FlowRow = memo(function FlowRow(props: Props) {
  const { line, index, isAt, minute, names, timeZone, limits, isWaiting, onChoose, onOpen } = props
  const wait = waitOf(line, minute, limits)
  const late = lateBy(line, minute)
  const due = dueOf(line)
  const missing = line.missing.map((kind) => checkWords[kind].short).join(', ')
  const type = names.visitType(line.visitTypeId)?.name ?? ''
  const what = [type, line.reason].filter(Boolean).join(' · ')
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus and the keys
    <div
      role="row"
      id={rowId(line.appointmentId)}
      className={classes['row']}
      aria-rowindex={index + 2}
      aria-selected={isAt}
      data-stage={line.stage}
      data-pending={isWaiting || undefined}
      style={{ top: index * rowHeight }}
      onClick={() => onChoose(line.appointmentId)}
      onDoubleClick={() => onOpen(line)}
    >
      <span role="gridcell" className={classes['time']}>
        {clockText(line.startMin, timeZone)}
      </span>
      <span role="gridcell" className={classes['name']} title={line.name}>
        <b>{line.name}</b>
        <small>{dateText(line.birthDate)}</small>
        {line.walkIn && <small className={classes['tag']}>walk-in</small>}
        {line.wasCancelled && <small className={classes['alarm']}>was cancelled</small>}
        {line.conflictId !== null && <small className={classes['alarm']}>two truths</small>}
      </span>
      <span role="gridcell" title={what}>
        {line.closed ? <i>restricted</i> : what}
      </span>
      <span role="gridcell" title={names.textOf(line.providers)}>
        {names.textOf(line.providers) || <i>whoever is free</i>}
      </span>
      <span role="gridcell" className={classes['stage']} data-stage={line.stage}>
        {stageNames[line.stage]}
        {line.roomId !== null && <b> {names.resource(line.roomId)?.name}</b>}
      </span>
      <span role="gridcell" className={classes['wait']} data-over={wait?.over || undefined}>
        {wait
          ? `${spanText(wait.minutes)}${wait.over ? ` · over ${wait.limit ?? ''}` : ''}`
          : late > 0
            ? `${spanText(late)} late`
            : ''}
      </span>
      <span role="gridcell" className={classes['missing']} title={missing}>
        {line.stage === 'left' || line.stage === 'no-show' ? '' : missing}
      </span>
      <span role="gridcell" className={classes['due']}>
        {due > 0 && line.stage !== 'no-show' ? formatCents(due) : line.paidCents > 0 ? 'paid' : ''}
      </span>
    </div>
  )
})
