/** One column: its head, the hours it is open, what it is closed for, and who comes. */
import { memo } from 'react'
import { blockWords } from './block-words.ts'
import { evenStretches, hourLines, spanText } from './grid-axis.ts'
import { GridBox, GridClaim } from './grid-box.tsx'
import type { Column } from './grid-columns.ts'
import classes from './grid.module.css'
import type { Names } from './names.ts'

type Props = Readonly<{
  column: Column
  hourHeight: number
  /** Pixels between the lines of a step; no line where they would be a texture. */
  stepHeight: number
  /** The hours of this day are not those at the left. */
  hasOwnHours: boolean
  /** Pixels. */
  width: number
  names: Names
}>

export const GridColumn = memo(function GridColumn({
  column,
  hourHeight,
  stepHeight,
  hasOwnHours,
  width,
  names,
}: Props) {
  const { axis, boxes } = column
  const perMinute = hourHeight / 60
  const yOf = (minute: number) =>
    (Math.min(Math.max(minute, axis.fromMin), axis.toMin) - axis.fromMin) * perMinute
  const part = (fromMin: number, toMin: number) => ({ top: yOf(fromMin), height: yOf(toMin) - yOf(fromMin) })
  return (
    <div
      role="row"
      className={classes['column']}
      data-column={column.key}
      data-marked={column.isMarked || undefined}
    >
      <div role="rowheader" className={classes['head']} title={column.title}>
        <b>{column.title}</b>
        <span>{column.note}</span>
      </div>
      <div className={classes['body']} style={{ height: (axis.toMin - axis.fromMin) * perMinute }}>
        {column.open.map(({ fromMin, toMin, visitTypeIds }) => (
          <i
            key={`open-${fromMin}-${visitTypeIds.join()}`}
            className={classes['open']}
            style={part(fromMin, toMin)}
          />
        ))}
        {evenStretches(axis).map(({ fromMin, toMin, past }) => (
          <i
            key={fromMin}
            className={classes['lines']}
            style={{
              ...part(fromMin, toMin),
              backgroundSize: `100% ${hourHeight}px, 100% ${stepHeight}px`,
              backgroundPositionY: `${-past * perMinute}px`,
            }}
          />
        ))}
        {column.open
          .filter(({ visitTypeIds }) => visitTypeIds.length > 0)
          .map(({ fromMin, toMin, visitTypeIds }) => (
            <span key={`hold-${fromMin}`} className={classes['hold']} style={part(fromMin, toMin)}>
              {`Kept for ${visitTypeIds
                .map((id) => names.visitType(id)?.name ?? '')
                .filter(Boolean)
                .join(', ')}`}
            </span>
          ))}
        {column.blocks.map(({ blockId, fromMin, toMin, kind, note }) => (
          <span key={`${blockId}-${fromMin}`} className={classes['block']} style={part(fromMin, toMin)}>
            <span title={spanText(axis.timeZone, fromMin, toMin - fromMin)}>
              {note === '' ? blockWords[kind] : `${blockWords[kind]}: ${note}`}
            </span>
          </span>
        ))}
        {hasOwnHours &&
          hourLines(axis).map(({ minute, text, zone }) => (
            <span key={minute} className={classes['ownHour']} style={{ top: yOf(minute) }}>
              {text} {zone}
            </span>
          ))}
        {column.claims.map((each) => (
          <GridClaim key={each.claim.conflictId} box={each} />
        ))}
        {boxes.map((box) => (
          <GridBox key={box.line.appointmentId} box={box} width={width} />
        ))}
      </div>
    </div>
  )
})
