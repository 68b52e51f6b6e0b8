/** The next visit, booked while somebody pays: in how long, and one of the first free times with whom they saw. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { AppError } from '../../shared/kernel/errors.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { bookedByMistake, cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { findSlots, type FreeTime } from '../../shared/schedule/find-slots.ts'
import type { FlowLine } from '../../shared/schedule/get-flow.ts'
import { dateText } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './flow.module.css'
import { clockText } from './flow-view.ts'
import type { Names } from './names.ts'
import { told } from './use-flow.ts'

/** In how many days, by the digit that chooses it. */
export const later = [
  { days: 7, label: '1 wk' },
  { days: 14, label: '2 wk' },
  { days: 28, label: '4 wk' },
  { days: 91, label: '3 mo' },
  { days: 182, label: '6 mo' },
] as const
/** Enter takes the first free time as soon as it is there. */
const focusNow = (button: HTMLButtonElement | null) => button?.focus()
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

type Props = Readonly<{
  line: FlowLine
  names: Names
  /** In how many days; null until it was chosen. */
  days: number | null
  onDays(days: number | null): void
  onBooked(): void
}>

export function FollowUp({ line, names, days, onDays, onBooked }: Props) {
  const me = useMe()
  const types = names.visitTypes.filter(({ active }) => active)
  const usual = types.find(({ name }) => /follow/i.test(name)) ?? types[0]
  const [visitTypeId, setVisitTypeId] = useState(usual?.visitTypeId ?? null)
  const [busy, setBusy] = useState(false)
  const asked = days === null || visitTypeId === null
  const found = useAsk(
    findSlots,
    {
      visitTypeId: visitTypeId ?? '',
      providers: [...line.providers],
      locations: [line.locationId],
      firstDay: addDays(me.today, days ?? 0),
      days: 30,
      limit: 5,
    },
    { enabled: !asked, gcTime: 0 },
  )
  const slots = found.data?.slots ?? []
  const book = async (slot: FreeTime) => {
    if (busy) return
    setBusy(true)
    try {
      const booked = await run(bookAppointment, {
        patientId: line.patientId,
        plan: {
          startsAt: new Date(slot.startMin * 60_000).toISOString(),
          minutes: slot.minutes,
          locationId: slot.location.locationId,
          providers: [slot.provider.resourceId],
          places: slot.places.map(({ resourceId }) => resourceId),
        },
        visitTypeId,
        reason: '',
        notes: '',
        referral: '',
        authorization: '',
        copayCents: line.copayCents,
      })
      notifyUndo(`${line.name} comes again on ${slotText(slot)}.`, () => {
        const { appointmentId, version } = booked
        const back = { patientId: line.patientId, appointmentId, version, note: '' }
        void run(cancelAppointment, { ...back, kind: 'cancelled', reason: bookedByMistake }).catch(told)
      })
      onDays(null)
      onBooked()
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      notify(wordsFor(error), 'problem')
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <h3>Comes again</h3>
      <div className={classes['form']} role="group" aria-label="Follow-up">
        <div className={classes['later']} role="group" aria-label="In how long">
          {later.map((each, n) => (
            <button
              key={each.days}
              type="button"
              className={classes['part']}
              aria-pressed={days === each.days}
              onClick={() => onDays(each.days)}
            >
              <kbd className={classes['key']}>{n + 1}</kbd> {each.label}
            </button>
          ))}
        </div>
        <Select
          aria-label="Kind of visit"
          value={visitTypeId}
          onChange={setVisitTypeId}
          allowDeselect={false}
          data={types.map((each) => ({ value: each.visitTypeId, label: each.name }))}
        />
        {found.error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(found.error)}
          </p>
        )}
        {found.data && slots.length === 0 && (
          <p className={classes['dim']}>
            Nothing is free within thirty days of that. Choose another time, or another kind of visit.
          </p>
        )}
        <div className={classes['times']} aria-live="polite">
          {slots.map((slot, n) => (
            <Button
              key={`${slot.startMin}-${slot.provider.resourceId}`}
              variant="default"
              justify="start"
              disabled={busy}
              ref={n === 0 ? focusNow : undefined}
              onClick={() => void book(slot)}
            >
              {slotText(slot)} · {slot.provider.name}
            </Button>
          ))}
        </div>
      </div>
    </>
  )
}

const slotText = ({ day, startMin, timeZone }: FreeTime): string =>
  `${weekdays[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? ''} ${dateText(day)}, ${clockText(startMin, timeZone)}`
