/** Everything about one appointment, and what can be done with it. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { formatCents } from '../../shared/kernel/money.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { restoreAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { getAppointment, type PatientCard } from '../../shared/schedule/get-appointment.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { dayOfNumber, localAt } from '../../shared/schedule/day-axis.ts'
import { isPresent } from '../../shared/schedule/stage.ts'
import { dateText } from '../kernel/dates.ts'
import { FactRows } from '../kernel/fact-rows.tsx'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { AppointmentHistory } from './appointment-history.tsx'
import { AppointmentReminders } from './appointment-reminders.tsx'
import type { BookingStart } from './booking-values.ts'
import classes from './booking.module.css'
import { CancelAppointment } from './cancel-appointment.tsx'
import { ChangeAppointment } from './change-appointment.tsx'
import { GroupPart, JoinGroup } from './group-part.tsx'
import { MoveAppointment } from './move-appointment.tsx'
import type { Names } from './names.ts'
import { OfferedHere } from './offered-here.tsx'
import { ExtendSeries, SeriesPart, useSeriesText } from './series-part.tsx'
import { stageWords } from './stage-words.ts'
import { useMinute } from './use-minute.ts'
import { useNames } from './use-names.ts'
import { whenText } from './when-text.ts'
import { AddToWaitlist } from './wish-form.tsx'
import type { WishStart } from './wish-values.ts'

export type AppointmentAct = 'move' | 'change' | 'cancel' | 'extend' | 'join' | 'earlier'
type Props = Readonly<{
  patientId: string
  appointmentId: string
  /** What is begun at once. */
  first?: AppointmentAct | null
  onBookAgain(start: BookingStart): void
  /** Another of its series, or of its group. */
  onOpen?(opened: Readonly<{ patientId: string; appointmentId: string }>): void
}>
type Shown = OutputOf<typeof getAppointment>

export function OneAppointment({ patientId, appointmentId, ...props }: Props) {
  const names = useNames()
  const { data, error } = useAsk(getAppointment, { patientId, appointmentId })
  if (error) return <p role="alert">{wordsFor(error)}</p>
  return names && data ? <Appointment key={appointmentId} {...props} shown={data} names={names} /> : null
}

function Appointment({
  shown,
  names,
  first = null,
  onBookAgain,
  onOpen,
}: Pick<Props, 'first' | 'onBookAgain' | 'onOpen'> & { shown: Shown; names: Names }) {
  const me = useMe()
  const [act, setAct] = useState<AppointmentAct | null>(first)
  const { line } = shown
  const { patientId, appointmentId, version } = line
  const restore = useRun(restoreAppointment, {
    onSuccess: () => notify(`${line.name} is expected again.`),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  const zone = names.location(line.locationId)?.timeZone ?? me.timeZone
  const isOff = ['cancelled', 'rescheduled', 'no-show'].includes(line.stage)
  const mayWrite = me.can('schedule.write')
  const minute = useMinute()
  // what was given up since it was opened
  const [seen] = useState(line)
  const left = isOff ? line : line.startMin === seen.startMin ? null : seen
  const close = () => setAct(null)
  const series = useSeriesText(line)
  return (
    <div className={classes['one']}>
      <div className={classes['who']}>
        <span>
          {line.closed || !me.can('chart.read') ? (
            <strong>{line.name}</strong>
          ) : (
            <Link to="/chart/$patientId/$section" params={{ patientId, section: 'summary' }}>
              <strong>{line.name}</strong>
            </Link>
          )}
          {' · '}
          {line.birthDate ? `born ${dateText(line.birthDate)}` : 'birth date unknown'} · MRN {line.mrn}
        </span>
      </div>
      <dl className={classes['facts']}>
        <FactRows facts={factsOf(shown, names, zone, series)} />
      </dl>
      <Flags line={line} shown={shown} />
      {mayWrite && act === null && (
        <div className={classes['buttons']}>
          {isOff ? (
            <Button
              size="xs"
              loading={restore.isPending}
              onClick={() => restore.mutate({ patientId, appointmentId, version })}
            >
              Restore
            </Button>
          ) : (
            <Button size="xs" variant="default" onClick={() => setAct('move')}>
              Move
            </Button>
          )}
          {!line.closed && (
            <Button size="xs" variant="default" onClick={() => setAct('change')}>
              Change
            </Button>
          )}
          {!isOff && !isPresent(line.stage) && line.stage !== 'left' && (
            <Button size="xs" variant="default" onClick={() => setAct('cancel')}>
              Call off
            </Button>
          )}
          {!isOff && !line.closed && line.startMin > minute && (
            <Button size="xs" variant="default" onClick={() => setAct('earlier')}>
              Wants earlier
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onBookAgain(againOf(line))}>
            Book again
          </Button>
          {series !== '' && (
            <Button size="xs" variant="default" onClick={() => setAct('extend')}>
              Add visits
            </Button>
          )}
          {!isOff && (
            <Button size="xs" variant="default" onClick={() => setAct('join')}>
              One more patient
            </Button>
          )}
        </div>
      )}
      {act === 'move' && <MoveAppointment line={line} names={names} onDone={close} />}
      {act === 'change' && <ChangeAppointment shown={shown} names={names} onDone={close} />}
      {act === 'cancel' && <CancelAppointment line={line} names={names} onDone={close} />}
      {act === 'earlier' && <AddToWaitlist start={earlierOf(line, zone)} names={names} onDone={close} />}
      {act === 'extend' && <ExtendSeries line={line} onDone={close} />}
      {act === 'join' && <JoinGroup line={line} onDone={close} />}
      <GroupPart line={line} onOpen={onOpen} />
      {line.seriesId !== null && (
        <SeriesPart patientId={patientId} appointmentId={appointmentId} onOpen={onOpen} />
      )}
      {left && left.startMin > minute && <OfferedHere line={left} mayWrite={mayWrite} />}
      <AppointmentReminders
        patientId={patientId}
        appointmentId={appointmentId}
        startsAt={instantOfMinute(line.startMin)}
        zone={zone}
        mayWrite={mayWrite}
      />
      <AppointmentHistory shown={shown} zone={zone} />
    </div>
  )
}

/** The same visit once more; when is asked. */
const againOf = ({ patientId, name, birthDate, mrn, ...line }: AppointmentLine): BookingStart => ({
  patient: { patientId, name, birthDate, mrn },
  visitTypeId: line.visitTypeId,
  minutes: line.minutes,
  locationId: line.locationId,
  providers: line.providers,
  reason: line.reason,
})

/** As it is, but sooner: with the same people, up to the day before. */
const earlierOf = (
  { patientId, name, birthDate, mrn, ...line }: AppointmentLine,
  zone: string,
): WishStart => ({
  patient: { patientId, name, birthDate, mrn },
  ...(line.visitTypeId !== null && { visitTypeId: line.visitTypeId }),
  providers: [...line.providers],
  latest: dayOfNumber(localAt(zone, line.startMin).dayNumber),
  appointmentId: line.appointmentId,
})

const insuranceWords: Readonly<Record<PatientCard['insurance']['state'], string>> = {
  active: '',
  ended: 'ended',
  'not-begun': 'has not begun',
  none: 'None on file',
}

function factsOf(shown: Shown, names: Names, zone: string, series: string): (readonly [string, string])[] {
  const { line, notes, referral, authorization, card } = shown
  const type = names.visitType(line.visitTypeId)
  const location = names.location(line.locationId)?.name ?? ''
  const facts: (readonly [string, string])[] = [
    ['When', `${whenText(instantOfMinute(line.startMin), zone)}, ${line.minutes} minutes`],
    ['Series', series],
    ['With', names.textOf(line.providers)],
    ['Where', [location, names.textOf(line.places)].filter(Boolean).join(', ')],
    ['State', stageWords[line.stage].name],
    ['Kind of visit', type?.name ?? ''],
    ['Reason', line.reason],
    ['Notes', notes],
    ['Referred by', referral],
    ['Authorization', authorization],
    ['Copay', line.copayCents === null ? '' : formatCents(line.copayCents)],
    ['To tell them', line.closed ? '' : (type?.instructions ?? '')],
    ...(card ? cardFacts(card) : []),
  ]
  return facts.filter(([, value]) => value !== '')
}

const cardFacts = ({ phone, balanceCents, insurance, lastVisit }: PatientCard): [string, string][] => [
  ['Phone', phone || 'Not known'],
  ['Balance', formatCents(balanceCents)],
  [
    'Insurance',
    [
      insurance.payer,
      insuranceWords[insurance.state],
      insurance.checkedOn && `checked ${dateText(insurance.checkedOn)}`,
    ]
      .filter(Boolean)
      .join(', '),
  ],
  ['Last visit', lastVisit ? dateText(lastVisit) : 'Not seen yet'],
]

function Flags({ line, shown }: { line: AppointmentLine; shown: Shown }) {
  const flags = [
    line.closed ? 'This chart is closed to you: what the visit is for is not shown.' : '',
    line.overlaps ? 'More are booked at this time than are taken at once.' : '',
    line.wasCancelled ? 'It was called off by one while another saw them come. They have come.' : '',
    shown.overbook ? `Booked beyond the limit: ${shown.overbook.reason}` : '',
  ].filter(Boolean)
  if (flags.length === 0 && line.conflictId === null) return null
  return (
    <ul className={classes['flag']}>
      {flags.map((flag) => (
        <li key={flag}>{flag}</li>
      ))}
      {line.conflictId !== null && (
        <li>
          Two workstations say different things of it.{' '}
          <Link to="/attention/$key" params={{ key: line.conflictId }}>
            Choose one
          </Link>
        </li>
      )}
    </ul>
  )
}
