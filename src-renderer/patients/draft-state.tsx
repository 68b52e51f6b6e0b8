import type { Draft } from '../kernel/draft.ts'
import { dateTimeText, timeText } from '../kernel/dates.ts'
import classes from './demographics-form.module.css'

/** Says that what was typed is kept, since when, and when it is not. */
export function DraftState({ draft, dirty }: { draft: Draft<unknown>; dirty: boolean }) {
  const text = draft.failed
    ? 'This draft cannot be kept on the disk now. What you typed is still in the form.'
    : draft.savedAt
      ? `Draft kept ${timeText(draft.savedAt)}`
      : draft.foundAt
        ? `Your draft of ${dateTimeText(draft.foundAt)} is back`
        : dirty
          ? ''
          : 'What you type is kept as a draft at once'
  return (
    <span className={classes['kept']} data-push role="status">
      {text}
    </span>
  )
}
