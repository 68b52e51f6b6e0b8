/** Day, time, length, provider and place of a visit: of a booking and of a move. */
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { clockText, readTypedTime } from '../../shared/kernel/typed-time.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import classes from './booking.module.css'
import type { Names } from './names.ts'
import { faultsOf, type PlanValues } from './plan-values.ts'

export function PlanFields({
  values,
  names,
  tried,
  onChange,
}: {
  values: PlanValues
  names: Names
  /** Somebody tried to send it: what cannot be read is said. */
  tried: boolean
  onChange(more: Partial<PlanValues>): void
}) {
  const faults = tried ? faultsOf(values) : {}
  const providers = names.resources.filter(
    ({ kind, active, resourceId }) => kind === 'provider' && (active || resourceId === values.providerId),
  )
  const places = names.resources.filter(
    ({ kind, active, locationId, resourceId }) =>
      kind !== 'provider' &&
      locationId === values.locationId &&
      (active || values.places.includes(resourceId)),
  )
  const locations = names.locations.filter(
    ({ active, locationId }) => active || locationId === values.locationId,
  )
  return (
    <>
      <div className={classes['when']}>
        <TypedDateInput
          label="Day"
          lean="future"
          value={values.day}
          error={faults.day}
          onChange={(day) => onChange({ day })}
        />
        <TextInput
          label="Time"
          placeholder="2:30p"
          autoComplete="off"
          value={values.time}
          error={faults.time}
          onChange={({ currentTarget }) => onChange({ time: currentTarget.value })}
          onBlur={() => {
            const minute = readTypedTime(values.time)
            if (minute !== null) onChange({ time: clockText(minute) })
          }}
        />
        <TextInput
          label="Minutes"
          inputMode="numeric"
          autoComplete="off"
          value={values.minutes}
          error={faults.minutes}
          onChange={({ currentTarget }) => onChange({ minutes: currentTarget.value })}
        />
      </div>
      <div className={classes['pair']}>
        <NativeSelect
          label="Provider"
          value={values.providerId}
          data={[
            ...providers.map(({ resourceId, name }) => ({ value: resourceId, label: name })),
            { value: '', label: 'No provider' },
          ]}
          onChange={({ currentTarget }) => onChange({ providerId: currentTarget.value })}
        />
        <NativeSelect
          label="Location"
          value={values.locationId}
          data={locations.map(({ locationId, name }) => ({ value: locationId, label: name }))}
          onChange={({ currentTarget }) => onChange({ locationId: currentTarget.value, places: [] })}
        />
      </div>
      {places.length > 0 && (
        <MultiSelect
          label="Rooms and equipment"
          placeholder={values.places.length === 0 ? 'What the visit needs and is free' : ''}
          data={places.map(({ resourceId, name }) => ({ value: resourceId, label: name }))}
          value={values.places}
          maxValues={6}
          searchable
          hidePickedOptions
          openOnFocus={false}
          comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
          onChange={(chosen) => onChange({ places: chosen })}
        />
      )}
    </>
  )
}
