import { getScheduleNames } from '../../shared/schedule/get-days.ts'
import { answer } from '../pipeline/handle.ts'
import { everyResource, everyVisitType, policyOf } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const getScheduleNamesHandler = answer(getScheduleNames, (read) => {
  const { own, zoneOf } = placesOf(read)
  return {
    resources: everyResource(read).map(
      ({ id, kind, name, short, locationId, userId, category, atOnce, overbook, active }) => ({
        resourceId: id,
        kind,
        name,
        short,
        locationId,
        userId,
        category,
        atOnce,
        overbook,
        active,
      }),
    ),
    visitTypes: everyVisitType(read).map(({ id, version: _version, rank: _rank, ...row }) => ({
      visitTypeId: id,
      ...row,
    })),
    locations: own
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name, active }) => ({ locationId: id, name, timeZone: zoneOf(id), active })),
    policy: policyOf(read),
  }
})
