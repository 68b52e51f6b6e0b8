/**
 * Ctrl+K: any patient, any command. Patients come first, as fast as one types. What Enter opens is an answer to what was
 * typed: where that is still on its way, Enter waits for it, and never opens who was found for fewer letters.
 */
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { findPatients } from '../shared/patients/find-patients.ts'
import { AppError } from '../shared/kernel/errors.ts'
import { foldText } from '../shared/kernel/fold.ts'
import { useOpenChart } from './charting/open-chart.ts'
import { dateText } from './kernel/dates.ts'
import { useMe } from './kernel/me.ts'
import { places } from './kernel/places.ts'
import { asking } from './kernel/queries.ts'
import { wordsOf } from './kernel/words.ts'
import { openBooking } from './schedule/booking.ts'
import { closedText } from './patients/patient-columns.tsx'
import { focusNow } from './kernel/take-focus.ts'
import classes from './palette.module.css'
import { lockNow } from './frame.tsx'

const [store, palette] = createSpotlight()
export const openPalette = () => palette.open()

type Item = Readonly<{
  key: string
  group: 'Patients' | 'Commands'
  act(): void
  shown: ReactNode
}>
const groups = ['Patients', 'Commands'] as const

/** At once: the first letters may be typed before anything else has the time to. */
const intoView = (row: HTMLButtonElement | null) => row?.scrollIntoView({ block: 'nearest' })

export function Palette() {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { items, waiting, error } = useItems(text.trim())
  const entered = useRef(false)
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === chosen),
  )
  const act = (item: Item | undefined) => {
    if (!item) return
    palette.close()
    item.act()
  }

  useEffect(() => {
    if (waiting || !entered.current) return
    entered.current = false
    const [first] = items
    if (!first) return
    palette.close()
    first.act()
  }, [waiting, items])

  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) setChosen(items[(at + move + items.length) % items.length]?.key ?? null)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (waiting) entered.current = true
      else act(items[at])
    } else return
    event.preventDefault()
  }

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={(typed) => {
        entered.current = false
        setChosen(null)
        setText(typed)
      }}
      clearQueryOnClose
      shortcut={null}
      size={640}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Find a patient or a command' } }}
    >
      <Spotlight.Search
        ref={focusNow}
        placeholder="Name, birth date, record number, phone, or a command"
        aria-label="Find a patient or a command"
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={items[at] && `palette-${items[at].key}`}
        onKeyDown={onKeyDown}
      />
      <div id="palette-list" role="listbox" aria-label="Found" className={classes['list']}>
        {groups.map((group) => {
          const own = items.filter((item) => item.group === group)
          return own.length === 0 ? null : (
            <div key={group} role="group" aria-label={group} className={classes['group']}>
              <div aria-hidden="true" className={classes['label']}>
                {group}
              </div>
              {own.map((item) => (
                <button
                  type="button"
                  key={item.key}
                  id={`palette-${item.key}`}
                  role="option"
                  tabIndex={-1}
                  className={classes['option']}
                  aria-selected={item === items[at]}
                  ref={item === items[at] ? intoView : undefined}
                  // the field keeps the focus
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => act(item)}
                >
                  {item.shown}
                </button>
              ))}
            </div>
          )
        })}
      </div>
      <div role="status">
        {items.length === 0 && !waiting && (
          <Spotlight.Empty>
            {error ? wordsOf(error.reason, error.params) : 'No patient and no command by that name.'}
          </Spotlight.Empty>
        )}
      </div>
    </Spotlight.Root>
  )
}

/** Who and what goes by the words typed; `waiting` while those shown are still of earlier words. */
function useItems(typed: string) {
  const navigate = useNavigate()
  const openChart = useOpenChart()
  const me = useMe()
  const input = { text: typed, limit: 8 }
  const found = useQuery({
    ...asking(findPatients, input),
    enabled: typed !== '' && me.can('patient.find'),
    placeholderData: keepPreviousData,
  })
  const commands = useMemo(
    () => [
      ...places
        .filter((place) => me.can(place.needs))
        .map((place) => ({
          name: place.name,
          keys: place.keys,
          act: () => void navigate({ to: place.path }),
        })),
      ...(me.can('patient.register')
        ? [{ name: 'Register a patient', keys: 'alt+N', act: () => void navigate({ to: '/patients/new' }) }]
        : []),
      ...(me.can('schedule.write')
        ? [{ name: 'Book a visit', keys: 'alt+B', act: () => openBooking() }]
        : []),
      ...(me.can('user.manage')
        ? [
            {
              name: 'Invite a person',
              keys: '',
              act: () => void navigate({ to: '/administration/people/$userId', params: { userId: 'new' } }),
            },
          ]
        : []),
      { name: 'Lock the workstation', keys: 'ctrl+L', act: () => void lockNow('lock') },
      { name: 'Sign out', keys: '', act: () => void lockNow('sign-out') },
    ],
    [me, navigate],
  )
  const lines = typed === '' ? undefined : found.data?.lines
  const items = useMemo((): Item[] => {
    const words = foldText(typed).split(' ').filter(Boolean)
    return [
      ...(lines ?? []).map((line): Item => {
        const born = dateText(line.birthDate)
        return {
          key: line.patientId,
          group: 'Patients',
          act: () => openChart(line.patientId),
          shown: (
            <span className={classes['patient']}>
              <b>{line.name || 'No name'}</b>
              <span>{born}</span>
              <span>{line.sex === 'unknown' ? '' : line.sex[0]?.toUpperCase()}</span>
              <span>{line.mrn}</span>
              <span>{line.closed ? closedText(line) : line.phone}</span>
            </span>
          ),
        }
      }),
      ...commands
        .filter(({ name }) => words.every((word) => foldText(name).includes(word)))
        .map(({ name, keys, act }): Item => ({
          key: name.replaceAll(' ', '-'),
          group: 'Commands',
          act,
          shown: (
            <span className={classes['command']}>
              {name}
              <kbd>{keys}</kbd>
            </span>
          ),
        })),
    ]
  }, [lines, commands, typed, openChart])
  return {
    items,
    waiting: typed !== '' && found.isFetching && (found.isPlaceholderData || !found.data),
    error: found.error instanceof AppError ? found.error : null,
  }
}
