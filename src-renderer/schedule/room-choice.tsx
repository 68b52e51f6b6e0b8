/** Which room somebody is brought to: its number, and that is all. Who is in it already is said, and forbids nothing. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { dateText } from '../kernel/dates.ts'
import { focusNow } from '../kernel/take-focus.ts'
import classes from './flow.module.css'
import type { Resource } from './names.ts'

export type Room = Readonly<{ room: Resource; who: readonly FlowLine[] }>

export function RoomChoice({
  line,
  rooms,
  onChoose,
  onClose,
}: {
  line: FlowLine
  rooms: readonly Room[]
  onChoose(room: Resource): void
  onClose(): void
}) {
  const [typed, setTyped] = useState('')
  const numbered = rooms.map((each, n) => ({ ...each, number: String(n + 1) }))
  const fits = numbered.filter(({ number }) => number.startsWith(typed))
  const choose = (text: string, entered: boolean) => {
    setTyped(text)
    const exact = numbered.find(({ number }) => number === text)
    const longer = numbered.some(({ number }) => number !== text && number.startsWith(text))
    if (exact && (entered || !longer)) onChoose(exact.room)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes one layer, wherever the focus is in it
    <div
      role="dialog"
      aria-label={`Room for ${line.name}`}
      className={classes['chooser']}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
      }}
    >
      <p>
        <b>{line.name}</b> · born {dateText(line.birthDate)} · MRN {line.mrn}
      </p>
      <TextInput
        mt={8}
        label="Number of the room"
        autoComplete="off"
        inputMode="numeric"
        value={typed}
        ref={focusNow}
        error={typed !== '' && fits.length === 0 ? 'No room has that number.' : undefined}
        onChange={({ currentTarget }) => choose(currentTarget.value.trim(), false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(typed, true)
        }}
      />
      <div className={classes['times']}>
        {fits.map(({ room, who, number }) => (
          <button
            key={room.resourceId}
            type="button"
            className={classes['need']}
            onClick={() => onChoose(room)}
          >
            <kbd className={classes['key']}>{number}</kbd>
            <span>{room.name}</span>
            <span className={classes['dim']}>
              {who.length === 0 ? 'free' : who.map(({ name }) => name).join('; ')}
            </span>
          </button>
        ))}
      </div>
      {rooms.length === 0 && (
        <p className={classes['dim']}>
          No room is set up at this location. Administration, Schedule sets them up.
        </p>
      )}
    </div>
  )
}
