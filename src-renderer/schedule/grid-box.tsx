/** One appointment on the grid. Hundreds of them are drawn at once: few elements, no component of the library, and none again that says the same. */
import { memo } from 'react'
import classes from './grid.module.css'
import { isCalledOff, type Box, type ClaimBox } from './grid-columns.ts'
import { stageWords } from './stage-words.ts'

/** Pixels from which there is room for another line of words. */
const [oneLine, twoLines, threeLines] = [13, 38, 58]

export const GridBox = memo(function GridBox({ box }: { box: Box }) {
  const { line, people, stage, top, height, lane, lanes, span, before, after } = box
  const { mark, name: stageName } = stageWords[stage]
  const isGroup = people.length > 1
  const overlaps = people.some((each) => each.overlaps)
  const inConflict = people.some(({ conflictId }) => conflictId !== null)
  const wasCancelled = people.some((each) => each.wasCancelled)
  const what = [box.time, box.typeName].filter(Boolean).join(' · ')
  const words = height >= twoLines ? what : box.typeName
  const marks =
    Number(mark !== '') + Number(overlaps) + Number(inConflict) + Number(wasCancelled) + Number(isGroup)
  return (
    <div
      role="gridcell"
      tabIndex={-1}
      className={classes['box']}
      data-appointment={line.appointmentId}
      data-color={box.color}
      data-stage={stage}
      data-off={isCalledOff({ stage }) || stage === 'no-show' || undefined}
      data-group={isGroup || undefined}
      data-tall={height >= twoLines || undefined}
      data-low={height < 20 || undefined}
      data-marks={marks || undefined}
      data-ready={before + after > 0 || undefined}
      data-pending={box.isPending || undefined}
      style={{ top, height, left: `${(100 * lane) / lanes}%`, width: `calc(${(100 * span) / lanes}% - 2px)` }}
    >
      {before > 0 && <i className={classes['ready']} style={{ bottom: '100%', height: before }} />}
      {after > 0 && <i className={classes['ready']} style={{ top: '100%', height: after }} />}
      <span className="hf-sr">{box.label}</span>
      {height >= oneLine && (
        <span className={classes['words']} aria-hidden="true">
          <b>{isGroup ? people.map(({ name }) => name.split(',')[0]).join(', ') : line.name || 'No name'}</b>
          {words !== '' && <span>{words}</span>}
          {height >= threeLines && line.reason !== '' && <span>{line.reason}</span>}
        </span>
      )}
      {marks > 0 && (
        <span className={classes['marks']} aria-hidden="true">
          {isGroup && (
            <em data-mark="group" title={`${people.length} patients`}>
              {people.length}
            </em>
          )}
          {inConflict && (
            <em data-mark="conflict" title="Two versions: somebody has to choose">
              ⇄
            </em>
          )}
          {wasCancelled && (
            <em data-mark="conflict" title="Came although it was cancelled">
              !
            </em>
          )}
          {overlaps && (
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

/** Where another desk wants somebody who is elsewhere: no visit yet, and no free time either. */
export function GridClaim({ box: { claim, top, height, lane, lanes, span, label } }: { box: ClaimBox }) {
  return (
    <div
      role="gridcell"
      className={classes['claim']}
      data-claim={claim.conflictId}
      style={{ top, height, left: `${(100 * lane) / lanes}%`, width: `calc(${(100 * span) / lanes}% - 2px)` }}
    >
      <span className="hf-sr">{label}</span>
      {height >= oneLine && (
        <span aria-hidden="true">
          <em>⇄</em>
          <b>{claim.patientName || 'No name'}</b>
          {claim.by}
        </span>
      )}
    </div>
  )
}
