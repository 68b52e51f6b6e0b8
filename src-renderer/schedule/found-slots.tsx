/** Free times by day: one is chosen by arrow keys and Enter, or by a click. */
import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { FreeTime } from '../../shared/schedule/find-slots.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { useMe } from '../kernel/me.ts'
import { timeText } from '../kernel/dates.ts'
import classes from './find-slot.module.css'
import { dayWords, zoneText } from './slot-words.ts'

export const slotKey = ({ startMin, provider, location }: FreeTime): string =>
  `${startMin} ${provider.resourceId} ${location.locationId}`

type Props = Readonly<{
  slots: readonly FreeTime[]
  listId: string
  /** Which of them Enter takes. */
  at: number
  /** They are of the search before. */
  isOld: boolean
  manyPlaces: boolean
  onKey(event: KeyboardEvent): void
  onActive(slot: FreeTime): void
  onPick(slot: FreeTime): void
}>

export function FoundSlots({ slots, listId, at, isOld, manyPlaces, onKey, onActive, onPick }: Props) {
  const { timeZone } = useMe()
  const marked = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // newer Chromiums answer with a promise, which React would take for what undoes the effect
    marked.current?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const byDay = Map.groupBy(slots.entries(), ([, slot]) => slot.day)
  return (
    <div
      className={classes['slots']}
      role="listbox"
      id={listId}
      aria-label="Free times"
      aria-activedescendant={`${listId}-${at}`}
      tabIndex={0}
      data-old={isOld || undefined}
      onKeyDown={onKey}
    >
      {[...byDay].map(([day, there]) => (
        <div key={day} role="group" aria-labelledby={`${listId}-${day}`}>
          <h3 id={`${listId}-${day}`} role="presentation">
            {dayWords(day)}
          </h3>
          {there.map(([index, slot]) => (
            // the keys are the list's own: one stop of the tabulator, however many there are
            <button
              type="button"
              tabIndex={-1}
              key={slotKey(slot)}
              id={`${listId}-${index}`}
              ref={index === at ? marked : null}
              role="option"
              aria-selected={index === at}
              className={classes['slot']}
              onPointerMove={() => index !== at && onActive(slot)}
              onClick={() => onPick(slot)}
            >
              <time dateTime={instantOfMinute(slot.startMin)}>
                {timeText(instantOfMinute(slot.startMin), slot.timeZone)}
                {slot.timeZone !== timeZone && <small>{zoneText(slot)}</small>}
              </time>
              <span>
                {slot.provider.name}
                <small>
                  {[
                    `${slot.minutes} min`,
                    ...(manyPlaces ? [slot.location.name] : []),
                    ...slot.places.map(({ name }) => name),
                  ].join(' · ')}
                </small>
              </span>
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
