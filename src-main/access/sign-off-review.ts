import { accessReviews } from '../../shared/access/access-review.ts'
import { placeNames, placesText, roleWords } from '../../shared/access/access-words.ts'
import { scopeOf } from '../../shared/access/scope.ts'
import { listReviews, signOffReview } from '../../shared/access/sign-off-review.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { todayAt } from './administering.ts'
import { lastReviews } from './access-history.sql.ts'
import { everyOwnLocation, type LocationRow } from '../store/locations.sql.ts'
import { everyLevel, everyPerson, type LevelRow, type PersonRow } from '../store/people.sql.ts'

/** Two years of reviews, where there is one a month. */
const shown = 24

export const signOffReviewHandler = handle(signOffReview, (tx, { lines }, ctx) => {
  const today = todayAt(tx, ctx)
  // whoever is suspended keeps what they have, so that is looked at too
  const here = everyPerson(tx).filter(({ endsOn }) => endsOn === null || endsOn >= today)
  const others = here.filter(({ id }) => id !== ctx.actor.id)
  if (others.length === 0) throw new AppError('Conflict', 'review.nobody-else')
  const byUser = new Map(lines.map((line) => [line.userId, line]))
  if (byUser.has(ctx.actor.id)) throw new AppError('Forbidden', 'access.not-yourself')
  const levels = everyLevel(tx)
  const places = everyOwnLocation(tx)
  const signed = others.map((person) => {
    const line = byUser.get(person.id)
    if (!line) throw new AppError('Conflict', 'review.incomplete')
    return { ...line, held: [...namesOf(person, levels), ...reachText(person, levels, places)] }
  })
  const reviewId = ctx.newId()
  tx.put(accessReviews, { id: reviewId, reviewedBy: ctx.actor.id, at: ctx.now, lines: signed })
  return { reviewId, at: ctx.now }
})

const namesOf = ({ roles, levels }: PersonRow, known: readonly LevelRow[]): string[] => [
  ...roles.map((role) => roleWords[role].name),
  ...known.filter(({ id }) => levels.includes(id)).map(({ name }) => name),
]

/** `only Northside`; nothing for whoever reaches the whole practice. */
function reachText(person: PersonRow, levels: readonly LevelRow[], known: readonly LocationRow[]): string[] {
  const { places } = scopeOf(person, levels)
  if (places === null) return []
  const names = placeNames(known)
  const named = places.map((id) => ({ name: names.get(id) ?? '' }))
  return [`only ${placesText(named, 55)}`]
}

export const listReviewsHandler = answer(listReviews, (read) => {
  const names = new Map(everyPerson(read).map(({ id, displayName }) => [id, displayName]))
  const nameOf = (userId: string) => names.get(userId) ?? ''
  return {
    reviews: lastReviews(read, shown).map(({ id, at, reviewedBy, lines }) => ({
      reviewId: id,
      at,
      by: { userId: reviewedBy, displayName: nameOf(reviewedBy) },
      lines: lines.map((line) => ({ ...line, displayName: nameOf(line.userId) })),
    })),
  }
})
