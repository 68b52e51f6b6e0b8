/** What makes of one visit several: it repeats, or others come to it. Neither costs a key where it is not wanted. */
import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useMe } from '../kernel/me.ts'
import type { BookingValues } from './booking-values.ts'
import classes from './booking.module.css'
import { GroupFields } from './group-fields.tsx'
import type { Known } from './new-patient-values.ts'
import { RepeatFields, type usePreview } from './repeat-fields.tsx'
import { firstRepeats } from './repeat-values.ts'
import series from './series.module.css'

export function Together({
  values: { repeats, alsoFor, text, day, overbookReason },
  known,
  tried,
  preview,
  asksWhy,
  onChange,
}: {
  values: BookingValues
  known: Known
  tried: boolean
  preview: ReturnType<typeof usePreview>
  /** One that is not the first is full. */
  asksWhy: boolean
  onChange(more: Partial<BookingValues>): void
}) {
  const mayPass = useMe().can('schedule.overbook')
  const part = useRef<HTMLDivElement>(null)
  const kind = repeats ? 'repeats' : alsoFor ? 'group' : 'none'
  const was = useRef(kind)
  // whoever chose it goes on in it
  useEffect(() => {
    if (was.current === kind) return
    was.current = kind
    part.current?.querySelector<HTMLElement>(kind === 'none' ? 'button' : 'input')?.focus()
  }, [kind])
  return (
    <div ref={part} className={series['choices']}>
      {repeats && (
        <RepeatFields
          repeats={repeats}
          day={day}
          tried={tried}
          preview={preview}
          onChange={(more) => onChange({ repeats: { ...repeats, ...more } })}
          onStop={() => onChange({ repeats: null })}
        />
      )}
      {asksWhy &&
        (mayPass ? (
          <TextInput
            label="Why it is booked all the same"
            maxLength={400}
            value={overbookReason}
            onChange={({ currentTarget }) => onChange({ overbookReason: currentTarget.value })}
          />
        ) : (
          <p className={classes['dim']}>Leave out what is full, or ask somebody who may overbook.</p>
        ))}
      {alsoFor && (
        <GroupFields
          first={known}
          others={alsoFor}
          text={text}
          onText={(typed) => onChange({ text: typed })}
          onOthers={(next) => onChange({ alsoFor: next, text: '' })}
          onStop={() => onChange({ alsoFor: null, text: '' })}
        />
      )}
      {kind === 'none' && (
        <div className={classes['buttons']}>
          <button
            type="button"
            className={classes['more']}
            onClick={() => onChange({ repeats: firstRepeats })}
          >
            Repeats
          </button>
          <span className={classes['dim']}>·</span>
          <button type="button" className={classes['more']} onClick={() => onChange({ alsoFor: [] })}>
            Group visit
          </button>
        </div>
      )}
    </div>
  )
}
