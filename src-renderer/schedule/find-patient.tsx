/**
 * Whom a visit is for, found as one types: a name, a birth date, a record number, a phone. Enter takes whoever is marked. Tab takes the only
 * one there is, or somebody new where nobody is: of several it takes none.
 */
import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { findPatients, type PatientLine } from '../../shared/patients/find-patients.ts'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { asking } from '../kernel/queries.ts'
import { closedText } from '../patients/patient-columns.tsx'
import { focusNow } from '../kernel/take-focus.ts'
import classes from './booking.module.css'
import { nameIn, type Known, type NewValues } from './new-patient-values.ts'

type Props = Readonly<{
  text: string
  label?: string
  error?: string | undefined
  onText(text: string): void
  onKnown(known: Known): void
  /** Absent where it has to be somebody who is known. */
  onNew?(fresh: NewValues): void
}>
type Item = Readonly<{ key: string; name: string; detail: string; take(): void; match: string }>

const detailOf = (line: PatientLine): string =>
  [dateText(line.birthDate), line.mrn, line.closed ? closedText(line) : line.phone]
    .filter(Boolean)
    .join(' · ')

export function FindPatient({ text, label = 'Patient', error, onText, onKnown, onNew }: Props) {
  const id = useId()
  const mayRegister = useMe().can('patient.register')
  const typed = text.trim()
  const found = useQuery({
    ...asking(findPatients, { text: typed, limit: 8 }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  })
  const lines = typed === '' ? [] : (found.data?.lines ?? [])
  const waiting = typed !== '' && found.isFetching && (found.isPlaceholderData || !found.data)
  const name = onNew && mayRegister && typed.length > 1 ? nameIn(typed) : null
  const fresh: Item | null = name && {
    key: 'new',
    name: `New patient: ${[name.family, name.given].filter(Boolean).join(', ')}`,
    detail: 'birth date and phone',
    match: 'new',
    take: () => onNew?.({ ...name, birthDate: '', phone: '', notADuplicate: false }),
  }
  const items: Item[] = [
    ...lines.map((line): Item => {
      const { patientId, name: filed, birthDate, mrn } = line
      const take = () => onKnown({ patientId, name: filed || 'No name', birthDate, mrn })
      return { key: patientId, name: filed || 'No name', detail: detailOf(line), match: line.match, take }
    }),
    ...(fresh ? [fresh] : []),
  ]
  const [marked, setMarked] = useState<string | null>(null)
  const certain = items.filter(({ match }) => match === 'exact' || match === 'beginning')
  // whoever is only alike is taken by choice, not by the first Enter
  const usual = certain.length === 0 && fresh ? items.length - 1 : 0
  const chosen = items.findIndex(({ key }) => key === marked)
  const at = chosen < 0 ? usual : chosen
  const only = certain.length === 1 && !found.data?.more ? certain[0] : certain.length === 0 ? fresh : null

  // what was asked for while the answer was on its way
  const wanted = useRef<'marked' | 'only' | null>(null)
  useEffect(() => {
    if (waiting || wanted.current === null) return
    const take = wanted.current === 'only' ? only : items[at]
    wanted.current = null
    take?.take()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setMarked(items[(at + step + items.length) % items.length]?.key ?? null)
    else if (event.key === 'Enter' && !event.ctrlKey && typed !== '' && !event.nativeEvent.isComposing)
      if (waiting) wanted.current = 'marked'
      else items[at]?.take()
    else if (event.key === 'Tab' && !event.shiftKey && typed !== '' && (waiting || only))
      if (waiting) wanted.current = 'only'
      else only?.take()
    else return
    event.preventDefault()
  }

  return (
    <div>
      <TextInput
        label={label}
        placeholder="Name, birth date, record number or phone"
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={error}
        role="combobox"
        ref={focusNow}
        data-autofocus
        aria-expanded={items.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={items[at] && `${id}-${items[at].key}`}
        onChange={({ currentTarget }) => {
          wanted.current = null
          setMarked(null)
          onText(currentTarget.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={id}
        role="listbox"
        aria-label="Found"
        className={items.length > 0 ? classes['found'] : undefined}
      >
        {items.map((item) => (
          <button
            type="button"
            key={item.key}
            id={`${id}-${item.key}`}
            role="option"
            tabIndex={-1}
            className={classes['option']}
            aria-selected={item === items[at]}
            onMouseDown={(event) => event.preventDefault()}
            onClick={item.take}
          >
            <b>{item.name}</b>
            <span>{item.detail}</span>
          </button>
        ))}
      </div>
      <div role="status" className="hf-sr">
        {typed !== '' && !waiting && `${lines.length}${found.data?.more ? ' or more' : ''} found`}
      </div>
    </div>
  )
}
