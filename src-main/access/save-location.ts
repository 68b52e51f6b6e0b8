import { locations } from '../../shared/access/location.ts'
import { archiveLocation, saveLocation } from '../../shared/access/save-location.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText } from '../../shared/kernel/fold.ts'
import { handle } from '../pipeline/handle.ts'
import { everyOwnLocation, locationRow, type LocationRow } from '../store/locations.sql.ts'
import { reachOf } from '../store/scope.sql.ts'

export const saveLocationHandler = handle(saveLocation, (tx, input, { actor, newId }) => {
  const { locationId, version, name, partOf } = input
  const own = everyOwnLocation(tx)
  const before = locationId === null ? undefined : locationRow(tx, locationId)
  if (locationId !== null && !before) throw new AppError('NotFound', 'location.missing')
  // what is the practice's own is said by whoever reaches all of it: the cloud asks the same
  if (!before?.own && reachOf(tx, actor.id).places !== null)
    throw new AppError('Forbidden', 'scope.not-yours')
  const where = before?.own ? before.partOf : partOf
  const house = own.find(({ id }) => id === where)
  if (where !== null && !house) throw new AppError('NotFound', 'location.missing')
  if (house && house.partOf !== null) throw new AppError('Invalid', 'location.department-of-department')
  if (isTaken(name, where, own, locationId)) throw new AppError('Conflict', 'location.name-taken')
  const says = {
    name,
    phone: input.phone || null,
    address: input.address || null,
    own: true,
    partOf: where,
    // a department is where its location is
    timeZone:
      where !== null ? null : input.timeZone === undefined ? (before?.timeZone ?? null) : input.timeZone,
  }
  if (before) {
    tx.amend(locations, before.id, says, version ?? undefined)
    return { locationId: before.id }
  }
  const id = newId()
  tx.put(locations, { id, ...says, active: true })
  return { locationId: id }
})

/** Two departments of different locations may be called the same. */
const isTaken = (
  name: string,
  partOf: string | null,
  own: readonly LocationRow[],
  except: string | null,
): boolean =>
  own.some((each) => each.id !== except && each.partOf === partOf && foldText(each.name) === foldText(name))

export const archiveLocationHandler = handle(archiveLocation, (tx, { locationId, version, archived }) => {
  if (!locationRow(tx, locationId)) throw new AppError('NotFound', 'location.missing')
  tx.amend(locations, locationId, { active: !archived }, version)
  return {}
})
