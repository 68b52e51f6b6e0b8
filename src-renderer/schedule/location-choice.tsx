/** Which location, or every one: the same choice above the grid, the flow board and the reports. */
import { NativeSelect } from '@mantine/core'

type Props = Readonly<{
  locations: readonly Readonly<{ locationId: string; name: string }>[]
  /** Null: every location. */
  value: string | null
  onChange(locationId: string | null): void
}>

/** Nothing where there is nothing to choose between. */
export function LocationChoice({ locations, value, onChange }: Props) {
  if (locations.length < 2) return null
  return (
    <NativeSelect
      aria-label="Location"
      w={160}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
      data={[
        { value: '', label: 'Every location' },
        ...locations.map(({ locationId, name }) => ({ value: locationId, label: name })),
      ]}
    />
  )
}
