import { placesText } from '../../shared/access/access-words.ts'
import type { PersonLine } from '../../shared/access/person.ts'
import classes from './administration.module.css'

/** With whose charts somebody can do what they can do. */
export function Reach({ reach }: { reach: PersonLine['reach'] }) {
  if (reach === null) return <p className={classes['dim']}>With every patient of the practice.</p>
  return (
    <p className={classes['notice']}>
      With patients of <b>{placesText(reach.places)}</b>
      {reach.from === 'levels' ? ', as their levels have it' : ''}; with those of no known location, and those
      they have seen, have written about, or are named for. Others open to them in an emergency, if they may.
    </p>
  )
}
