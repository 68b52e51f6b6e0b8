import { listLocations, type LocationLine } from '../../shared/access/list-locations.ts'
import { answer } from '../pipeline/handle.ts'
import { everyOwnLocation, otherLocations, type LocationRow } from '../store/locations.sql.ts'

const most = 1000

export const listLocationsHandler = answer(listLocations, (read, { show }) => {
  const rows = show === 'own' ? everyOwnLocation(read) : otherLocations(read, most)
  return { locations: rows.map(lineOf).toSorted((a, b) => a.name.localeCompare(b.name, 'en')) }
})

const lineOf = ({
  id,
  version,
  name,
  phone,
  address,
  partOf,
  active,
  timeZone,
}: LocationRow): LocationLine => ({
  locationId: id,
  version,
  name,
  phone: phone ?? '',
  address: address ?? '',
  partOf,
  archived: !active,
  timeZone,
})
