import { memo } from 'react'
import { partNames, spanText, type Part, type PartCount } from './flow-view.ts'
import classes from './flow.module.css'

type Props = Readonly<{
  counts: readonly PartCount[]
  total: number
  part: Part | null
  onPart(part: Part | null): void
}>

/** How many are where, how long the longest has waited, and how many past the limit; each shows its own. */
export const FlowParts = memo(function FlowParts({ counts, total, part, onPart }: Props) {
  return (
    <div className={classes['parts']} role="group" aria-label="Stages">
      <button
        type="button"
        className={classes['part']}
        aria-pressed={part === null}
        onClick={() => onPart(null)}
      >
        All <b>{total}</b>
      </button>
      {counts.map((each) => (
        <button
          key={each.part}
          type="button"
          className={classes['part']}
          aria-pressed={part === each.part}
          onClick={() => onPart(part === each.part ? null : each.part)}
        >
          {partNames[each.part]} <b>{each.count}</b>
          {each.over > 0 ? (
            <small data-over>
              {each.over} over, {spanText(each.longest)}
            </small>
          ) : (
            each.longest > 0 && <small>{spanText(each.longest)}</small>
          )}
        </button>
      ))}
    </div>
  )
})
