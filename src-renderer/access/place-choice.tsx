/** Which of the practice's locations and departments: for people, levels, and patients. */
import { MultiSelect } from '@mantine/core'
import { useMemo } from 'react'
import { placeNames } from '../../shared/access/access-words.ts'
import { listLocations, type LocationLine } from '../../shared/access/list-locations.ts'
import { useAsk } from '../kernel/queries.ts'

/** The practice's own, as each is called where it stands alone; undefined until they are known. */
export function useLocations():
  readonly Readonly<{ locationId: string; label: string; archived: boolean }>[] | undefined {
  const locations = useAsk(listLocations, { show: 'own' }).data?.locations
  return useMemo(() => locations && inOrder(locations), [locations])
}

function inOrder(locations: readonly LocationLine[]) {
  const names = placeNames(locations.map(({ locationId, ...each }) => ({ id: locationId, ...each })))
  return locations
    .map(({ locationId, archived }) => ({ locationId, archived, label: names.get(locationId) ?? '' }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
}

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
  const known = new Set(locations.map(({ locationId }) => locationId))
  const data = [
    ...locations
      .filter(({ locationId, archived }) => !archived || had.includes(locationId))
      .map(({ locationId, label: text }) => ({ value: locationId, label: text })),
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
