import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { resources } from '../../shared/schedule/resource.ts'
import { archiveResource, saveResource } from '../../shared/schedule/save-resource.ts'
import { handle } from '../pipeline/handle.ts'
import { personRow } from '../store/people.sql.ts'
import { everyResource, resourcesOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const saveResourceHandler = handle(saveResource, (tx, input, { newId }) => {
  const { resourceId, version, kind, userId, ...said } = input
  const before = resourceId === null ? null : resourcesOf(tx, [resourceId])[0]
  if (before === undefined) throw new AppError('NotFound', 'resource.missing')
  const is = before?.kind ?? kind
  const locationId = is === 'provider' ? null : said.locationId
  if (is !== 'provider' && locationId === null) throw new AppError('Invalid', 'resource.no-location')
  if (locationId !== null && !placesOf(tx).own.some(({ id }) => id === locationId))
    throw new AppError('NotFound', 'location.missing')
  // two rooms of different houses may be called the same
  const taken = everyResource(tx).some(
    (each) =>
      each.active &&
      each.id !== resourceId &&
      each.kind === is &&
      each.locationId === locationId &&
      foldText(each.name) === foldText(said.name),
  )
  if (taken) throw new AppError('Conflict', 'resource.name-taken')
  const person = is === 'provider' && userId !== null ? personRow(tx, userId) : undefined
  const row = {
    ...said,
    locationId,
    userId: person?.id ?? null,
    // whoever signs in is known in records as who they are said to be among people
    practitionerId: person?.practitionerId ?? before?.practitionerId ?? null,
  }
  if (resourceId !== null) {
    tx.amend(resources, resourceId, row, version ?? undefined)
    return { resourceId }
  }
  const id = newId()
  tx.put(resources, { id, kind, ...row, active: true })
  return { resourceId: id }
})

export const archiveResourceHandler = handle(archiveResource, (tx, { resourceId, version, archived }) => {
  if (resourcesOf(tx, [resourceId]).length === 0) throw new AppError('NotFound', 'resource.missing')
  tx.amend(resources, resourceId, { active: !archived }, version)
  return {}
})
