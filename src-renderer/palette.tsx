/** Ctrl+K: any patient, any command. Patients come first, as fast as one types. */
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { useNavigate } from '@tanstack/react-router'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { findPatients } from '../shared/patients/find-patients.ts'
import { foldText } from '../shared/kernel/fold.ts'
import { ask } from './kernel/holdfast.ts'
import { dateText } from './kernel/dates.ts'
import { useMe } from './kernel/me.ts'
import { places } from './kernel/places.ts'
import { keyOf } from './kernel/queries.ts'
import classes from './palette.module.css'
import { lockNow } from './frame.tsx'

const [store, palette] = createSpotlight()
export const openPalette = () => palette.open()

export function Palette() {
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const me = useMe()
  const typed = text.trim()
  const input = { text: typed, limit: 8 }
  const found = useQuery({
    queryKey: keyOf(findPatients, input),
    queryFn: () => ask(findPatients, input),
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
      { name: 'Lock the workstation', keys: 'ctrl+L', act: () => void lockNow('lock') },
      { name: 'Sign out', keys: '', act: () => void lockNow('sign-out') },
    ],
    [me, navigate],
  )
  const words = foldText(typed).split(' ').filter(Boolean)
  const matching = commands.filter(({ name }) => words.every((word) => foldText(name).includes(word)))
  const lines = typed === '' ? [] : (found.data?.lines ?? [])

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      clearQueryOnClose
      shortcut={null}
      scrollable
      maxHeight={420}
      size={640}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Find a patient or a command' } }}
    >
      <Spotlight.Search
        placeholder="Name, birth date, record number, phone, or a command"
        aria-label="Find a patient or a command"
      />
      <Spotlight.ActionsList>
        {lines.length > 0 && (
          <Spotlight.ActionsGroup label="Patients">
            {lines.map((line) => (
              <Spotlight.Action
                key={line.patientId}
                onClick={() =>
                  void navigate({
                    to: '/chart/$patientId/$section',
                    params: { patientId: line.patientId, section: 'summary' },
                  })
                }
              >
                <span className={classes['patient']}>
                  <b>{line.name}</b>
                  <span>{dateText(line.birthDate)}</span>
                  <span>{line.sex === 'unknown' ? '' : line.sex[0]?.toUpperCase()}</span>
                  <span>{line.mrn}</span>
                  <span>{line.phone}</span>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {matching.length > 0 && (
          <Spotlight.ActionsGroup label="Commands">
            {matching.map((command) => (
              <Spotlight.Action key={command.name} onClick={command.act}>
                <span className={classes['command']}>
                  {command.name}
                  <kbd>{command.keys}</kbd>
                </span>
              </Spotlight.Action>
            ))}
          </Spotlight.ActionsGroup>
        )}
        {lines.length === 0 && matching.length === 0 && (
          <Spotlight.Empty>No patient and no command by that name.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
