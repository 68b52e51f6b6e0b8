import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { StaysAsIs, takeBackVisits } from '../../shared/schedule/take-back-visits.ts'
import { visitsText } from './series-words.ts'

const because: Readonly<Record<StaysAsIs, string>> = {
  changed: 'changed since',
  'has-come': 'come already',
  'called-off': 'called off since',
  full: 'no longer free there',
  gone: 'a person, room or place of it no longer in use',
}

/** How many are back, and of the others how many stay as they are by now, and why. */
export function backText({ back, stays }: OutputOf<typeof takeBackVisits>): string {
  const said =
    back.length === 0
      ? 'Nothing is taken back.'
      : `${visitsText(back.length)} as ${back.length === 1 ? 'it was' : 'they were'}.`
  const parts = Object.entries(because).flatMap(([why, words]) => {
    const count = stays.filter((each) => each.because === why).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return parts.length === 0 ? said : `${said} Left as now: ${parts.join(', ')}.`
}
