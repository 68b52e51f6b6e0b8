/** Books a visit: for whoever is found as one types, or somebody new. A draft from the first key, sent once. */
import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { dateText } from '../kernel/dates.ts'
import { useDraft } from '../kernel/draft.ts'
import { useMe } from '../kernel/me.ts'
import { sentBefore, useSending, type Sending } from '../kernel/sending.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { bookingValues, draftOf, following, type BookingStart, type BookingValues } from './booking-values.ts'
import classes from './booking.module.css'
import { FindPatient } from './find-patient.tsx'
import { FindSlot, type PickedSlot } from './find-slot.tsx'
import type { Names } from './names.ts'
import { newFaultsOf } from './new-patient-values.ts'
import { NewPatientFields } from './new-patient.tsx'
import { PlanFields } from './plan-fields.tsx'
import { planOf, planValues } from './plan-values.ts'
import { isOverLimit, PlanWarnings, useCheck } from './plan-warnings.tsx'
import { bookedOf, usePreview } from './repeat-fields.tsx'
import { sendBooking, type Booked } from './send-booking.ts'
import { Together } from './together.tsx'
import { useNames } from './use-names.ts'
import { detailsOf, VisitFields, VisitTypeField } from './visit-fields.tsx'
import type { Wish } from './read-wish.ts'
import { doneWithUndo } from './offer-undo.ts'
import { wishStartOf, type WishStart } from './wish-values.ts'

type Props = Readonly<{
  start: BookingStart
  onDone(booked: Booked | null): void
  /** Where none of the free times suits; absent, nobody is offered to wait. */
  onWaitlist?(start: WishStart): void
}>

export function BookAppointment(props: Props) {
  const names = useNames()
  return names && <Form {...props} names={names} />
}

function Form({ start, names, onDone, onWaitlist }: Props & { names: Names }) {
  const me = useMe()
  const draft = useDraft<BookingValues & Partial<Sending>>('schedule.book', draftOf(start))
  const sending = useSending<BookingValues>(draft)
  const [values, setValues] = useState(() => bookingValues(names, start, me.today, me.userId))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [finding, setFinding] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const { known, fresh } = values
  const plan = planOf(values, names)
  const check = useCheck({
    patientId: known?.patientId ?? null,
    appointmentId: null,
    visitTypeId: values.visitTypeId || null,
    plan,
  })

  const { repeats, alsoFor } = values
  const preview = usePreview(plan, values.visitTypeId || null, repeats)
  const chosen = repeats && preview.visits ? bookedOf(preview.visits, repeats) : null

  const { found } = draft
  /** What was typed before it was known whether there is a draft: it is not written over by it. */
  const touched = useRef<Partial<BookingValues>>({})
  useEffect(() => {
    if (!found) return
    const { commandId: _id, sent, ...kept } = found
    setValues((before) => ({ ...before, ...kept, ...touched.current }))
    if (sent) setProblem(sentBefore)
  }, [found])
  const edit = (more: Partial<BookingValues>) => {
    if (found === undefined) touched.current = { ...touched.current, ...more }
    const next = following(values, more, names)
    setValues(next)
    sending.keep(next)
  }

  // who was chosen is left behind: whoever types goes on with what is asked next
  const who = known ? 'known' : fresh ? 'fresh' : 'nobody'
  useEffect(() => {
    const next = { nobody: '[role=combobox]', fresh: '[data-first]', known: 'select' }[who]
    form.current?.querySelector<HTMLElement>(next)?.focus()
  }, [who])

  // a search begins with its words; what was found is booked with the next key
  const wasFinding = useRef(false)
  useEffect(() => {
    const found = wasFinding.current && !finding
    wasFinding.current = finding
    if (finding) form.current?.querySelector<HTMLElement>('section [role=combobox]')?.focus()
    else if (found) form.current?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }, [finding])

  const details = detailsOf(values)
  const isFull = isOverLimit(check) || (chosen?.some(({ fits }) => fits === 'full') ?? false)
  const mustSay = isFull && values.overbookReason.trim() === ''
  const ready =
    plan !== null &&
    details !== null &&
    who !== 'nobody' &&
    !mustSay &&
    (repeats === null || (chosen !== null && chosen.length > 0 && !preview.isOld)) &&
    (fresh === null || Object.keys(newFaultsOf(fresh)).length === 0)

  const take = ({ startMin, minutes, location, provider, visitTypeId }: PickedSlot) => {
    const { locationId } = location
    const found = { startMin, minutes, locationId, providers: [provider.resourceId] }
    // rooms are chosen when it is booked: one that was free may be taken by then
    edit({ visitTypeId, ...planValues(names, found, me.today, me.userId) })
    setFinding(false)
  }
  const book = async () => {
    setTried(true)
    if (!ready || busy) {
      if (mustSay)
        setProblem(
          `Say why it is booked all the same, or ${repeats ? 'leave out what is full' : 'choose another time'}.`,
        )
      else if (chosen?.length === 0) setProblem(wordsOf('series.nothing'))
      return
    }
    setBusy(true)
    setProblem(null)
    const zone = names.location(values.locationId)?.timeZone ?? me.timeZone
    const said = { plan, details, today: me.today, zone, ...(start.origin && { origin: start.origin }) }
    try {
      const sent = await sending.send(values, (commandId) => sendBooking(values, said, commandId))
      await draft.discard()
      doneWithUndo(sent.words, () => void sent.takeBack())
      onDone(sent.booked)
    } catch (error) {
      setBusy(false)
      setProblem(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && finding) setFinding(false)
    else if (event.key === 'Escape') onDone(null)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void book()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes one layer, wherever the focus is in it
    <form
      ref={form}
      className={classes['form']}
      aria-label="Book a visit"
      noValidate
      onSubmit={(event: FormEvent) => (event.preventDefault(), void book())}
      onKeyDown={onKeyDown}
    >
      {known && (
        <div className={classes['who']}>
          <span>
            <strong>{known.name}</strong>
            {' · '}
            {known.birthDate ? `born ${dateText(known.birthDate)}` : 'birth date unknown'} · MRN {known.mrn}
          </span>
          {!start.patient && (
            <button
              type="button"
              className={classes['more']}
              onClick={() => edit({ known: null, text: '' })}
              aria-label="Change the patient"
            >
              Change
            </button>
          )}
        </div>
      )}
      {who === 'nobody' && (
        <FindPatient
          text={values.text}
          error={tried ? 'Choose a patient, or give the name of a new one.' : undefined}
          onText={(text) => edit({ text })}
          onKnown={(one) => edit({ known: one, text: '' })}
          onNew={(one) => edit({ fresh: one, text: '' })}
        />
      )}
      {fresh && (
        <NewPatientFields
          fresh={fresh}
          tried={tried}
          onChange={(more) => edit({ fresh: { ...fresh, ...more } })}
          onKnown={(one) => edit({ known: one, fresh: null })}
          onBack={() => edit({ fresh: null, text: '' })}
        />
      )}
      {finding ? (
        <FindSlot
          patientId={known?.patientId ?? null}
          wanted={{
            visitTypeId: values.visitTypeId,
            locationId: start.locationId ?? '',
            ...(start.providers && { providers: start.providers }),
          }}
          onPick={take}
          {...(onWaitlist && { onWaitlist: (wish: Wish) => onWaitlist(wishStartOf(wish, known)) })}
        />
      ) : (
        <>
          <VisitTypeField
            autoFocus={known !== null}
            value={values.visitTypeId}
            names={names}
            onChange={(visitTypeId) => edit({ visitTypeId })}
          />
          <PlanFields values={values} names={names} tried={tried} onChange={edit} />
          <PlanWarnings
            check={check}
            reason={values.overbookReason}
            onReason={(overbookReason) => edit({ overbookReason })}
          />
          <VisitFields values={values} onChange={edit} />
          {known && (
            <Together
              values={values}
              known={known}
              tried={tried}
              preview={preview}
              asksWhy={isFull && !isOverLimit(check)}
              onChange={edit}
            />
          )}
        </>
      )}
      {problem && (
        <p role="alert" className={classes['problem']}>
          {problem}
        </p>
      )}
      <div className={classes['buttons']}>
        {!finding && (
          <Button type="submit" loading={busy}>
            {alsoFor && alsoFor.length > 0
              ? `Book for ${alsoFor.length + 1}`
              : chosen
                ? `Book ${chosen.length}`
                : 'Book'}
          </Button>
        )}
        <Button variant="default" onClick={() => setFinding(!finding)}>
          {finding ? 'Back to the booking' : 'Find a time'}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void draft.discard().then(() => onDone(null))}>
          Discard
        </Button>
        <span data-push className={classes['dim']}>
          Ctrl Enter
        </span>
      </div>
    </form>
  )
}
