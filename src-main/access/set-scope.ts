import { placeNames, placesText } from '../../shared/access/access-words.ts'
import { findPractitioners, setScope } from '../../shared/access/set-scope.ts'
import { users } from '../../shared/access/user.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { everyOwnLocation, practitionerName, practitionersFrom } from '../store/locations.sql.ts'
import { checkPlaces, noteEvent, someoneElse } from './administering.ts'

export const setScopeHandler = handle(setScope, (tx, { userId, version, scope, practitionerId }, ctx) => {
  const person = someoneElse(tx, userId, ctx)
  checkPlaces(tx, scope, person.scope)
  if (practitionerId !== null && practitionerName(tx, practitionerId) === null)
    throw new AppError('NotFound', 'practitioner.missing')
  const wanted = [...new Set(scope)].sort()
  if (!tx.amend(users, userId, { scope: wanted, practitionerId }, version)) return {}
  const names = placeNames(everyOwnLocation(tx))
  const named = wanted.map((id) => ({ name: names.get(id) ?? '' }))
  const reason = wanted.length === 0 ? 'Reaches what their levels reach' : `Reaches ${placesText(named, 180)}`
  noteEvent(tx, ctx, { userId, what: 'change', reason })
  return {}
})

const most = 50

export const findPractitionersHandler = answer(findPractitioners, (read, { text }) => ({
  practitioners: practitionersFrom(read, foldText(text), most).map(({ id, name }) => ({
    practitionerId: id,
    name,
  })),
}))
