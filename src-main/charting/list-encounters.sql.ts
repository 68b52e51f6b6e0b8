import type { Reader } from '../store/reader.ts'

const named = (read: Reader, patientId: string, encounterId: string | null, limit: number) =>
  read
    .all((sql) => {
      const query = sql
        .selectFrom('encounters')
        .leftJoin('practitioners', 'practitioners.id', 'encounters.practitionerId')
        .leftJoin('locations', 'locations.id', 'encounters.locationId')
        .leftJoin('organizations', 'organizations.id', 'encounters.organizationId')
        .selectAll('encounters')
        .select(['practitioners.name as who', 'locations.name as place', 'organizations.name as house'])
        .where('encounters.patientId', '=', patientId)
        .orderBy('encounters.startsAt', 'desc')
        .limit(limit)
      return encounterId === null ? query : query.where('encounters.id', '=', encounterId)
    })
    .map(({ who, place, house, ...row }) => ({
      ...row,
      practitionerName: row.practitionerName || (who ?? ''),
      locationName: row.locationName || (place ?? ''),
      organizationName: row.organizationName || (house ?? ''),
    }))

/** With the names of whom and where they refer to. */
export const encountersOf = (read: Reader, patientId: string, limit = -1) =>
  named(read, patientId, null, limit)

export const encounterOf = (read: Reader, patientId: string, encounterId: string) =>
  named(read, patientId, encounterId, 1)[0]
