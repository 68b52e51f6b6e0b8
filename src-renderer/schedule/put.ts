/** What a move makes of an appointment: when, for how long, with whom and where. */
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import type { Column } from './grid-columns.ts'
import type { ResourceKind } from './grid-view.ts'
import type { Names } from './names.ts'

export type Put = Pick<AppointmentLine, 'startMin' | 'minutes' | 'locationId' | 'providers' | 'places'>

export const putOf = (line: AppointmentLine): Put => ({
  startMin: line.startMin,
  minutes: line.minutes,
  locationId: line.locationId,
  providers: line.providers,
  places: line.places,
})

export const samePut = (a: Put, b: Put): boolean =>
  a.startMin === b.startMin &&
  a.minutes === b.minutes &&
  a.locationId === b.locationId &&
  a.providers.join() === b.providers.join() &&
  a.places.join() === b.places.join()

/** One taken out, the other put in its place; none twice. */
const exchanged = (ids: readonly string[], from: string, to: string): string[] => {
  const put = ids.includes(from) ? ids.map((id) => (id === from ? to : id)) : [...ids, to]
  return [...new Set(put)].filter(Boolean)
}

type To = Readonly<{ column: Column; startMin: number; minutes: number }>

/** `fromResource`: in whose column it was taken. Where nobody is there at that time it stays at its location. */
export function putInto(
  line: AppointmentLine,
  fromResource: string,
  { column, startMin, minutes }: To,
  kind: ResourceKind,
  names: Names,
): Put {
  const to = column.resourceId
  const isOther = to !== fromResource
  const providers =
    kind === 'provider' && isOther ? exchanged(line.providers, fromResource, to) : line.providers
  const places = kind !== 'provider' && isOther ? exchanged(line.places, fromResource, to) : line.places
  const open = column.open.find(({ fromMin, toMin }) => fromMin <= startMin && startMin < toMin)
  const locationId = open?.locationId ?? names.resource(to)?.locationId ?? line.locationId
  return { startMin, minutes, locationId, providers, places }
}
