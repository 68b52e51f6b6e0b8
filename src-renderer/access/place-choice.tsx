/** Which of the practice's locations and departments: for people, levels, and patients. */
import { MultiSelect } from '@mantine/core'
import { listLocations, type LocationLine } from '../../shared/access/list-locations.ts'
import { useAsk } from '../kernel/queries.ts'

/** Locations by name, each with its departments behind it: `Harbor`, `Harbor: Cardiology`. */
export function placesInOrder(locations: readonly LocationLine[]): { locationId: string; label: string }[] {
  const nameOf = new Map(locations.map(({ locationId, name }) => [locationId, name]))
  return locations
    .map(({ locationId, name, partOf }) => ({
      locationId,
      label: partOf === null ? name : `${nameOf.get(partOf) ?? ''}: ${name}`,
    }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
}

export const useLocations = (): readonly LocationLine[] | undefined =>
  useAsk(listLocations, { show: 'own' }).data?.locations

/** `had`: what stays to be chosen although it is archived. */
export function PlaceChoice({
  value,
  had = [],
  label,
  placeholder,
  description,
  onChange,
}: {
  value: readonly string[]
  had?: readonly string[]
  label: string
  placeholder: string
  description?: string
  onChange(value: string[]): void
}) {
  const locations = useLocations() ?? []
  const offered = locations.filter(({ locationId, archived }) => !archived || had.includes(locationId))
  const known = new Map(placesInOrder(locations).map(({ locationId, label: text }) => [locationId, text]))
  const order = placesInOrder(locations).filter((each) =>
    offered.some(({ locationId }) => locationId === each.locationId),
  )
  const data = [
    ...order.map(({ locationId, label: text }) => ({ value: locationId, label: text })),
    ...value.filter((id) => !known.has(id)).map((id) => ({ value: id, label: 'A location not known here' })),
  ]
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? placeholder : ''}
      {...(description !== undefined && { description })}
      data={data}
      value={[...value]}
      searchable
      hidePickedOptions
      nothingFoundMessage={
        locations.length === 0
          ? 'The practice has no locations yet: they are added under Administration, Locations'
          : 'No location by that name'
      }
      onChange={onChange}
    />
  )
}
