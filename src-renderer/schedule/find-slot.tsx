/** Find a slot: the first ten free times, as somebody says what would suit them. */
import { Button, MultiSelect, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { findSlots, type FreeTime } from '../../shared/schedule/find-slots.ts'
import { getScheduleNames } from '../../shared/schedule/get-days.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { asking, useAsk } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsOf } from '../kernel/words.ts'
import classes from './find-slot.module.css'
import { minutesOf, parts, readWish, type Wish } from './read-wish.ts'
import { FoundSlots, slotKey } from './found-slots.tsx'
import { foundText, partWords, wishText } from './slot-words.ts'
import { WeekdayChoice } from './weekday-choice.tsx'

export type PickedSlot = FreeTime & Readonly<{ visitTypeId: string }>

type Props = Readonly<{
  onPick(slot: PickedSlot): void
  /** Of whom it is asked, where somebody has been chosen: it is given on to the waitlist. */
  patientId?: string | null
  /** What is wanted to begin with. */
  wanted?: Partial<Wish>
  /** Where nothing is free or nothing suits; absent, nobody is offered to wait. */
  onWaitlist?(wish: Wish, patientId: string | null): void
}>

export function FindSlot({ onPick, patientId = null, wanted, onWaitlist }: Props) {
  const { today } = useMe()
  const names = useAsk(getScheduleNames, {}).data
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<Partial<Wish>>(wanted ?? {})
  const [active, setActive] = useState<string | null>(null)
  const [entered, setEntered] = useState(false)
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)

  const types = names?.visitTypes.filter((type) => type.active) ?? []
  const providers = names?.resources.filter((each) => each.kind === 'provider' && each.active) ?? []
  const locations = names?.locations.filter((each) => each.active) ?? []
  const named = {
    visitTypes: types.map(({ visitTypeId: id, name }) => ({ id, name })),
    providers: providers.map(({ resourceId: id, name }) => ({ id, name })),
    locations: locations.map(({ locationId: id, name }) => ({ id, name })),
  }
  const read = readWish(text, named, today)
  const wish: Wish = {
    visitTypeId: types[0]?.visitTypeId ?? '',
    providers: [],
    locationId: '',
    weekdays: [],
    part: 'any',
    from: today,
    order: 'earliest',
    ...chosen,
    ...read.wish,
  }
  const [fromMinute, toMinute] = minutesOf[wish.part]
  const hasDay = isDate(wish.from) && wish.from.length === 10
  const found = useQuery({
    ...asking(findSlots, {
      visitTypeId: wish.visitTypeId,
      providers: [...wish.providers],
      locations: wish.locationId === '' ? [] : [wish.locationId],
      weekdays: [...wish.weekdays],
      fromMinute,
      toMinute,
      firstDay: hasDay ? wish.from : today,
      order: wish.order,
    }),
    enabled: wish.visitTypeId !== '' && hasDay,
    placeholderData: keepPreviousData,
    // what was free a while ago is not offered before it is asked again
    gcTime: 0,
  })
  // what is still shown of the search before is not what is meant by a key pressed now
  const isOld = found.isPlaceholderData
  const slots = found.data?.slots ?? []
  const at = Math.max(
    0,
    slots.findIndex((slot) => slotKey(slot) === active),
  )
  const pick = (slot: FreeTime | undefined) => {
    if (slot) onPick({ ...slot, visitTypeId: wish.visitTypeId })
  }

  useEffect(() => {
    if (!entered || found.isFetching || isOld) return
    setEntered(false)
    const first = found.data?.slots[0]
    if (first) onPick({ ...first, visitTypeId: wish.visitTypeId })
  }, [entered, found.isFetching, found.data, isOld, onPick, wish.visitTypeId])

  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const end =
      event.currentTarget === field.current ? undefined : { Home: 0, End: slots.length - 1 }[event.key]
    if (step !== undefined || end !== undefined) {
      event.preventDefault()
      const next = slots[end ?? Math.min(slots.length - 1, Math.max(0, at + (step ?? 0)))]
      if (next) setActive(slotKey(next))
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      if (isOld || found.isFetching) setEntered(true)
      else pick(slots[at])
    }
  }
  /** What was typed has become what is chosen; whoever chooses goes on from there. */
  const choose = (more: Partial<Wish>) => {
    setChosen({ ...chosen, ...read.wish, ...more })
    setText('')
    setActive(null)
  }

  if (names && types.length === 0)
    return (
      <Empty title="No kind of visit can be booked yet">
        They are added under Administration, Schedule, with how long each takes and which rooms it needs.
      </Empty>
    )
  const options = slots.length > 0
  return (
    <section className={classes['find']} aria-label="Find a slot">
      <TextInput
        ref={field}
        size="sm"
        data-autofocus
        label="What would suit"
        placeholder="follow-up rivera mon am t+14"
        autoComplete="off"
        role="combobox"
        aria-expanded={options}
        aria-autocomplete="list"
        aria-controls={listId}
        {...(options && { 'aria-activedescendant': `${listId}-${at}` })}
        error={read.unread.length > 0 && `Not understood: ${read.unread.join(' ')}`}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setActive(null)
          setEntered(false)
        }}
        onKeyDown={onKey}
      />
      <div className={classes['fields']}>
        <NativeSelect
          label="Kind of visit"
          value={wish.visitTypeId}
          data={types.map(({ visitTypeId, name, minutes }) => ({
            value: visitTypeId,
            label: `${name}, ${minutes} min`,
          }))}
          onChange={({ currentTarget }) => choose({ visitTypeId: currentTarget.value })}
        />
        <TypedDateInput
          label="From"
          lean="future"
          value={wish.from}
          error={hasDay ? null : 'Not a day'}
          onChange={(from) => choose({ from })}
        />
        <MultiSelect
          className={classes['wide'] ?? ''}
          label="With"
          placeholder={wish.providers.length === 0 ? 'Anybody who is free' : ''}
          data={named.providers.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...wish.providers]}
          searchable
          hidePickedOptions
          openOnFocus={false}
          comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
          nothingFoundMessage="Nobody by that name"
          onChange={(value) => choose({ providers: value })}
        />
        {locations.length > 1 && (
          <NativeSelect
            label="Where"
            value={wish.locationId}
            data={[
              { value: '', label: 'Anywhere' },
              ...named.locations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget }) => choose({ locationId: currentTarget.value })}
          />
        )}
        <NativeSelect
          label="Part of the day"
          value={wish.part}
          data={parts.map((value) => ({ value, label: partWords[value] }))}
          onChange={({ currentTarget }) => choose({ part: currentTarget.value as Wish['part'] })}
        />
      </div>
      <WeekdayChoice
        label="Only on these days of the week"
        chosen={wish.weekdays}
        className={classes['days']}
        onChange={(weekdays) => choose({ weekdays })}
      />
      <SegmentedControl
        fullWidth
        aria-label="Which come first"
        value={wish.order}
        data={[
          { value: 'earliest', label: 'Earliest' },
          { value: 'spread', label: 'Spread over days and providers' },
        ]}
        onChange={(order) => choose({ order })}
      />
      <p className="hf-sr" role="status">
        {found.data && !isOld && foundText(slots)}
      </p>
      {found.error ? (
        <Problem>{wordsOf(found.error instanceof AppError ? found.error.reason : 'unexpected')}</Problem>
      ) : options ? (
        <FoundSlots
          slots={slots}
          listId={listId}
          at={at}
          isOld={isOld}
          manyPlaces={locations.length > 1}
          onKey={onKey}
          onActive={(slot) => setActive(slotKey(slot))}
          onPick={(slot) => !isOld && pick(slot)}
        />
      ) : (
        found.data && (
          <Empty title="No time is free">
            {wishText(wish, named, found.data)} Another day of the week, part of the day or provider may have
            one.
          </Empty>
        )
      )}
      {onWaitlist && found.data && (
        <div className={classes['wait']}>
          <Button variant="default" onClick={() => onWaitlist(wish, patientId)}>
            {options ? 'None of these: put on the waitlist' : 'Put on the waitlist'}
          </Button>
        </div>
      )}
    </section>
  )
}
