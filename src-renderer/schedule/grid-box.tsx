/**
 * One appointment on the grid. Hundreds of them are drawn at once: an element for it, one for the name and one for each mark; its other lines and
 * the signs of the marks are drawn by the style, of attributes, and all of it is said by its label. No component of the library, and none again
 * that says the same.
 */
import { memo } from 'react'
import classes from './grid-box.module.css'
import { isCalledOff, type Box, type ClaimBox } from './grid-columns.ts'
import { stageWords } from './stage-words.ts'

/** Pixels from which there is room for another line of words. */
const [oneLine, twoLines, threeLines] = [13, 38, 58]
/** Pixels: of a letter, on the average; of a mark with what is beside it; what is left of a line that more words are worth. */
const [letter, markWidth, worthIt] = [6.7, 18, 56]

/** `width`: pixels of its column. */
export const GridBox = memo(function GridBox({ box, width }: { box: Box; width: number }) {
  const { line, people, stage, typeName, top, height, lane, lanes, span, before, after } = box
  const { mark, name: stageName } = stageWords[stage]
  const isGroup = people.length > 1
  const overlaps = people.some((each) => each.overlaps)
  const inConflict = people.some(({ conflictId }) => conflictId !== null)
  const wasCancelled = people.some((each) => each.wasCancelled)
  const marks =
    Number(mark !== '') + Number(overlaps) + Number(inConflict) + Number(wasCancelled) + Number(isGroup)
  const name = isGroup ? people.map((each) => each.name.split(',')[0]).join(', ') : line.name || 'No name'
  const isTall = height >= twoLines
  const room = (width * span) / lanes - name.length * letter - marks * markWidth
  const more = isTall ? linesOf(box) : room > worthIt && typeName !== '' ? `  ${typeName}` : undefined
  const side =
    lanes === 1 ? null : { left: `${(100 * lane) / lanes}%`, width: `calc(${(100 * span) / lanes}% - 2px)` }
  return (
    <>
      {before > 0 && (
        <i
          className={classes['ready']}
          data-color={box.color}
          style={{ ...side, top: top - before, height: before }}
        />
      )}
      {after > 0 && (
        <i
          className={classes['ready']}
          data-color={box.color}
          style={{ ...side, top: top + height, height: after }}
        />
      )}
      <div
        role="gridcell"
        tabIndex={-1}
        aria-label={box.label}
        className={classes['box']}
        data-appointment={line.appointmentId}
        data-color={box.color}
        data-stage={stage}
        data-off={isCalledOff({ stage }) || stage === 'no-show' || undefined}
        data-group={isGroup || undefined}
        data-tall={isTall || undefined}
        data-low={height < 20 || undefined}
        data-marks={marks || undefined}
        data-pending={box.isPending || undefined}
        style={side ? { top, height, ...side } : { top, height }}
      >
        {height >= oneLine &&
          (isGroup ? <b data-more={`${name}${more ?? ''}`} /> : <b data-more={more}>{name}</b>)}
        {mark !== '' && <em aria-hidden="true" data-sign={mark} title={stageName} />}
        {overlaps && <em aria-hidden="true" data-sign="2×" data-mark="double" title="Double booked" />}
        {wasCancelled && (
          <em aria-hidden="true" data-sign="!" data-mark="conflict" title="Came although it was cancelled" />
        )}
        {inConflict && (
          <em
            aria-hidden="true"
            data-sign="⇄"
            data-mark="conflict"
            title="Two versions: somebody has to choose"
          />
        )}
        {isGroup && (
          <em
            aria-hidden="true"
            data-sign={people.length}
            data-mark="group"
            title={`${people.length} patients`}
          />
        )}
      </div>
    </>
  )
})

/** What stands under the name. */
function linesOf({ line, height, time, typeName }: Box): string {
  const what = [time, typeName].filter(Boolean).join(' · ')
  return height >= threeLines && line.reason !== '' ? `\n${what}\n${line.reason}` : `\n${what}`
}

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
