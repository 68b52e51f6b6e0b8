/** What has happened to an appointment, in words and in its order. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getAppointment } from '../../shared/schedule/get-appointment.ts'
import type { StepKind } from '../../shared/schedule/step.ts'
import classes from './booking.module.css'
import { whenText } from './when-text.ts'

type Shown = OutputOf<typeof getAppointment>

const stepWords: Readonly<Record<StepKind, string>> = {
  confirmed: 'Confirmed',
  unconfirmed: 'Not confirmed after all',
  arrived: 'Arrived',
  roomed: 'Brought to a room',
  'with-provider': 'With the provider',
  checkout: 'Checking out',
  left: 'Left',
  'no-show': 'Did not come',
  cancelled: 'Called off',
  rescheduled: 'Called off, to come at another time',
  restored: 'Restored',
}

export function AppointmentHistory({ shown, zone }: { shown: Shown; zone: string }) {
  const { madeAt, madeBy, overbook, steps } = shown
  const lines = [
    { key: 'made', at: madeAt, what: 'Booked', by: madeBy, more: '' },
    ...(overbook
      ? [
          {
            key: 'overbook',
            at: overbook.at,
            what: 'Booked beyond the limit',
            by: overbook.by,
            more: overbook.reason,
          },
        ]
      : []),
    ...steps.map(({ stepId, kind, at, by, room, reason, note }) => ({
      key: stepId,
      at,
      what: kind === 'roomed' && room ? `Brought to ${room}` : stepWords[kind],
      by: by || 'the patient',
      more: [reason, note].filter(Boolean).join(': '),
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return (
    <section aria-label="What has happened">
      <h3>What has happened</h3>
      <ul className={classes['history']}>
        {lines.map(({ key, at, what, by, more }) => (
          <li key={key}>
            <time dateTime={at}>{whenText(at, zone)}</time>
            <span>
              {what}, by {by}
              {more && <small>{more}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
