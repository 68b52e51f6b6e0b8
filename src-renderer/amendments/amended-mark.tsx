import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { markWords } from './amendment-words.ts'
import { useAmendmentsOf } from './chart-amendments.ts'
import classes from './amendments.module.css'

/** What it comes to, in a word: amended, before disputed, before asked. */
const gravest = (found: readonly AmendmentView[]) =>
  (['accepted', 'denied', 'open'] as const).find((state) => found.some((each) => each.state === state))

/** Beside an entry in a list: that it was amended, or is disputed. Nothing where nobody has asked. */
export function AmendedMark({ id }: { id: string }) {
  const found = useAmendmentsOf([id])
  const state = gravest(found)
  if (!state) return null
  const text = found
    .flatMap(({ acts }) => acts.filter(({ kind }) => kind === 'accepted' || kind === 'disagreement'))
    .map((act) => act.text)
    .join('\n')
  return (
    <span className={classes['mark']} data-state={state} title={text || undefined}>
      {markWords[state]}
    </span>
  )
}
