import type { Reader } from '../store/reader.ts'

/** Visits that begin from `from` on and before `to`: text order is time order, also of a day without a time. */
export const visitsBetween = (read: Reader, from: string, to: string) =>
  read
    .all((sql) =>
      sql
        .selectFrom('encounters')
        .leftJoin('practitioners', 'practitioners.id', 'encounters.practitionerId')
        .leftJoin('locations', 'locations.id', 'encounters.locationId')
        .select([
          'encounters.id',
          'encounters.patientId',
          'encounters.status',
          'encounters.kind',
          'encounters.reason',
          'encounters.startsAt',
          'encounters.practitionerName',
          'encounters.locationName',
          'practitioners.name as who',
          'locations.name as place',
        ])
        .where('encounters.startsAt', '>=', from)
        .where('encounters.startsAt', '<', to)
        .orderBy('encounters.startsAt'),
    )
    .map(({ who, place, ...row }) => ({
      ...row,
      practitionerName: row.practitionerName || (who ?? ''),
      locationName: row.locationName || (place ?? ''),
    }))
