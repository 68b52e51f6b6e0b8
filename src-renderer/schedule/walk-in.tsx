/** Somebody stands at the desk without an appointment: found or taken on, and on the board, in one form. */
import { Button, Modal, Select, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { addWalkIn } from '../../shared/schedule/add-walk-in.ts'
import { dateText, isDate } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { asking } from '../kernel/queries.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor } from '../kernel/words.ts'
import { focusNow } from '../kernel/take-focus.ts'
import classes from './flow.module.css'
import type { Names } from './names.ts'

type Props = Readonly<{
  names: Names
  locationId: string
  onDone(appointmentId: string | null): void
}>

const nobody = { family: '', given: '', birthDate: '', phone: '' }

export function WalkIn({ names, locationId, onDone }: Props) {
  const me = useMe()
  const [text, setText] = useState('')
  const [patientId, setPatientId] = useState<string | null>(null)
  const [person, setPerson] = useState(nobody)
  const [isNew, setIsNew] = useState(false)
  const [provider, setProvider] = useState<string | null>(null)
  const [visitTypeId, setVisitTypeId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  const typed = text.trim()
  const found = useQuery({
    ...asking(findPatients, { text: typed, limit: 6 }),
    enabled: typed !== '' && !isNew && me.can('patient.find'),
    placeholderData: keepPreviousData,
  })
  const lines = typed === '' ? [] : (found.data?.lines ?? [])
  const chosen = lines.find((line) => line.patientId === patientId) ?? null
  // Enter while the answer is on its way takes the first of it; never one who is only alike
  const waiting = typed !== '' && found.isFetching && (found.isPlaceholderData || !found.data)
  const wanted = useRef(false)
  const first = lines.find(({ match }) => match !== 'alike')?.patientId ?? null
  useEffect(() => {
    if (waiting || !wanted.current) return
    wanted.current = false
    setPatientId(first)
  }, [waiting, first])
  const providers = names.resources.filter(({ kind, active }) => kind === 'provider' && active)
  const ready = isNew ? person.family.trim() !== '' : chosen !== null
  const add = async (more: { notADuplicate?: boolean; overbookReason?: string } = {}) => {
    if (busy || !ready) return
    setBusy(true)
    setFault(null)
    try {
      const { appointmentId } = await run(addWalkIn, {
        patientId: isNew ? null : patientId,
        newPatient: isNew
          ? {
              family: person.family,
              given: person.given,
              birthDate: isDate(person.birthDate) ? person.birthDate : null,
              phone: person.phone,
              notADuplicate: more.notADuplicate ?? false,
            }
          : null,
        locationId,
        providers: provider === null ? [] : [provider],
        visitTypeId,
        minutes: names.visitType(visitTypeId)?.minutes ?? 15,
        reason,
        overbookReason: more.overbookReason ?? '',
      })
      onDone(appointmentId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      setFault(error)
    } finally {
      setBusy(false)
    }
  }
  const field = (name: keyof typeof nobody, label: string) => (
    <TextInput
      label={label}
      autoComplete="off"
      value={person[name]}
      onChange={({ currentTarget: { value } }) => setPerson((before) => ({ ...before, [name]: value }))}
    />
  )
  return (
    <Modal opened onClose={() => onDone(null)} title="Walk-in" size={520}>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        {isNew ? (
          <>
            <div className={classes['pair']}>
              {field('family', 'Family name')}
              {field('given', 'First name')}
            </div>
            <div className={classes['pair']}>
              <TypedDateInput
                // the name was typed to find them: this is asked next
                label="Birth date"
                lean="past"
                ref={focusNow}
                value={person.birthDate}
                onChange={(birthDate) => setPerson((before) => ({ ...before, birthDate }))}
              />
              {field('phone', 'Phone')}
            </div>
          </>
        ) : (
          <>
            <TextInput
              label="Who is it"
              placeholder="Name, birth date, record number or phone"
              autoComplete="off"
              ref={focusNow}
              data-autofocus
              value={text}
              onChange={({ currentTarget }) => {
                wanted.current = false
                setText(currentTarget.value)
                setPatientId(null)
              }}
              onKeyDown={(event) => {
                // Enter takes the first who is found, and the next one adds them
                if (event.key !== 'Enter' || chosen !== null || typed === '') return
                event.preventDefault()
                if (waiting) wanted.current = true
                else setPatientId(first)
              }}
            />
            {lines.length > 0 && (
              <div className={classes['found']} role="group" aria-label="Found">
                {lines.map((line) => (
                  <button
                    key={line.patientId}
                    type="button"
                    aria-pressed={line.patientId === patientId}
                    onClick={() => setPatientId(line.patientId)}
                  >
                    <b>{line.name}</b>
                    <span>{dateText(line.birthDate)}</span>
                    <span>{line.mrn}</span>
                  </button>
                ))}
              </div>
            )}
            {me.can('patient.register') && (
              <div className={classes['buttons']}>
                {typed !== '' && lines.length === 0 && found.data && (
                  <span className={classes['dim']}>Nobody is found by that.</span>
                )}
                <Button
                  variant="default"
                  onClick={() => {
                    const [family = '', given = ''] = typed.split(/[,\s]+/)
                    setPerson({ ...nobody, family, given })
                    setIsNew(true)
                  }}
                >
                  Somebody new
                </Button>
              </div>
            )}
          </>
        )}
        <div className={classes['pair']}>
          <Select
            label="With"
            placeholder="Whoever is free"
            clearable
            value={provider}
            onChange={setProvider}
            data={providers.map((each) => ({ value: each.resourceId, label: each.name }))}
          />
          <Select
            label="Kind of visit"
            clearable
            value={visitTypeId}
            onChange={setVisitTypeId}
            data={names.visitTypes
              .filter(({ active }) => active)
              .map((each) => ({ value: each.visitTypeId, label: each.name }))}
          />
        </div>
        <TextInput
          label="What for"
          autoComplete="off"
          maxLength={400}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {fault && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(fault)}
          </p>
        )}
        <div className={classes['buttons']}>
          <Button type="submit" loading={busy} disabled={!ready}>
            {chosen ? `${chosen.name} is here` : 'They are here'}
          </Button>
          {fault?.reason === 'patient.duplicate' && (
            <Button variant="default" onClick={() => void add({ notADuplicate: true })}>
              It is somebody else
            </Button>
          )}
          {fault?.reason === 'appointment.over-limit' && (
            <Button variant="default" onClick={() => void add({ overbookReason: reason || 'Walk-in' })}>
              Take them in all the same
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
