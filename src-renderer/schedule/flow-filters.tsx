import { SegmentedControl, TextInput } from '@mantine/core'
import { memo, type RefObject } from 'react'
import classes from './flow.module.css'
import { LocationChoice } from './location-choice.tsx'
import type { Location } from './names.ts'

export type Whose = 'mine' | 'all'

type Props = Readonly<{
  /** Whoever is in has patients of their own. */
  hasOwn: boolean
  whose: Whose
  onWhose(whose: Whose): void
  places: readonly Location[]
  locationId: string | null
  onLocation(locationId: string | null): void
  find: RefObject<HTMLInputElement | null>
  text: string
  onText(text: string): void
  /** Out of the field again; `isTaken`: to the first who was found. */
  onFound(isTaken: boolean): void
}>

/** Whose day the board shows, and where; and the field that finds somebody on it. Drawn anew when one of these changes, not with each step. */
export const FlowFilters = memo(function FlowFilters(props: Props) {
  const { hasOwn, whose, onWhose, places, locationId, onLocation, find, text, onText, onFound } = props
  return (
    <div className={classes['filters']}>
      {hasOwn && (
        <SegmentedControl
          aria-label="Whose patients"
          value={whose}
          onChange={onWhose}
          data={[
            { value: 'mine', label: 'Mine' },
            { value: 'all', label: 'Everybody' },
          ]}
        />
      )}
      <LocationChoice locations={places} value={locationId} onChange={onLocation} />
      <TextInput
        ref={find}
        aria-label="Find on the board"
        placeholder="Name or record number"
        w={170}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget }) => onText(currentTarget.value)}
        onKeyDown={(event) => {
          const { key } = event
          if (key !== 'Enter' && key !== 'ArrowDown' && key !== 'Escape') return
          event.preventDefault()
          onFound(key !== 'Escape')
        }}
      />
    </div>
  )
})
