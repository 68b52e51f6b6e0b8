import { getPerson } from '../../shared/access/get-person.ts'
import { rightSources } from '../../shared/access/right-sources.ts'
import { rightsOf } from '../../shared/access/rights.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { answer } from '../pipeline/handle.ts'
import { todayAt } from './administering.ts'
import { eventsAbout } from './access-history.sql.ts'
import { everyOwnLocation, practitionerName } from '../store/locations.sql.ts'
import { credentialOf, everyLevel, personRow } from '../store/people.sql.ts'
import { personLine } from './person-line.ts'

export const getPersonHandler = answer(getPerson, (read, { userId }, ctx) => {
  const person = personRow(read, userId)
  if (!person) throw new AppError('NotFound', 'person.not-found')
  const { practitionerId } = person
  const today = todayAt(read, ctx)
  const levels = everyLevel(read)
  return {
    person: personLine(person, credentialOf(read, userId), levels, everyOwnLocation(read), today),
    scope: [...person.scope],
    practitioner:
      practitionerId === null ? null : { practitionerId, name: practitionerName(read, practitionerId) ?? '' },
    createdAt: person.createdAt,
    isYou: userId === ctx.actor.id,
    exceptions: person.exceptions.map((each) => ({ ...each, holds: each.until >= today })),
    can: [...rightsOf(person, levels, today)],
    rights: rightSources(person, levels, today).map(({ sources, ...right }) => ({
      ...right,
      sources: [...sources],
    })),
    events: eventsAbout(read, userId)
      .map(({ by, ...event }) => ({ ...event, by: by ?? '' }))
      .toSorted((a, b) => b.at.localeCompare(a.at)),
  }
})
