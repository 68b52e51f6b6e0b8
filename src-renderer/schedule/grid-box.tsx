/** One appointment on the grid. Hundreds of them are drawn at once: few elements, no component of the library, and none again that says the same. */
import { memo } from 'react'
import classes from './grid.module.css'
import { isCalledOff, type Box } from './grid-columns.ts'
import { stageWords } from './stage-words.ts'

/** Pixels from which there is room for another line of words. */
const [oneLine, twoLines, threeLines] = [13, 38, 58]

export const GridBox = memo(function GridBox({ box }: { box: Box }) {
  const { line, top, height, lane, lanes, span, before, after } = box
  const { mark, name: stageName } = stageWords[line.stage]
  const what = [box.time, box.typeName].filter(Boolean).join(' · ')
  const words = height >= twoLines ? what : box.typeName
  const marks =
    Number(mark !== '') + Number(line.overlaps) + Number(line.conflictId !== null) + Number(line.wasCancelled)
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={classes['box']}
      data-appointment={line.appointmentId}
      data-color={box.color}
      data-stage={line.stage}
      data-off={isCalledOff(line) || line.stage === 'no-show' || undefined}
      data-tall={height >= twoLines || undefined}
      data-low={height < 20 || undefined}
      data-marks={marks || undefined}
      data-pending={box.isPending || undefined}
      aria-label={box.label}
      style={{ top, height, left: `${(100 * lane) / lanes}%`, width: `calc(${(100 * span) / lanes}% - 2px)` }}
    >
      {before > 0 && <i className={classes['ready']} style={{ bottom: '100%', height: before }} />}
      {after > 0 && <i className={classes['ready']} style={{ top: '100%', height: after }} />}
      {height >= oneLine && (
        <span className={classes['words']} aria-hidden="true">
          <b>{line.name || 'No name'}</b>
          {words !== '' && <span>{words}</span>}
          {height >= threeLines && line.reason !== '' && <span>{line.reason}</span>}
        </span>
      )}
      {marks > 0 && (
        <span className={classes['marks']} aria-hidden="true">
          {line.conflictId !== null && (
            <em data-mark="conflict" title="Two versions: somebody has to choose">
              ⇄
            </em>
          )}
          {line.wasCancelled && (
            <em data-mark="conflict" title="Came although it was cancelled">
              !
            </em>
          )}
          {line.overlaps && (
            <em data-mark="double" title="Double booked">
              2×
            </em>
          )}
          {mark !== '' && <em title={stageName}>{mark}</em>}
        </span>
      )}
    </div>
  )
})
