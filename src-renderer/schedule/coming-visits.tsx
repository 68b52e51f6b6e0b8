/** When a patient comes next: on the first look at their chart. */
import {
  listPatientAppointments,
  type PatientAppointment,
} from '../../shared/schedule/list-patient-appointments.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { openAppointment, openBooking, openRecall, openWaits } from './booking.ts'
import classes from './booking.module.css'
import { stageWords } from './stage-words.ts'
import { whenText } from './when-text.ts'

const shown = 3
const off: ReadonlySet<string> = new Set(['cancelled', 'rescheduled', 'no-show', 'left'])

export function ComingVisits({ patientId }: { patientId: string }) {
  const me = useMe()
  const asked = { enabled: me.can('schedule.read') }
  const { data } = useAsk(listPatientAppointments, { patientId, most: 20 }, asked)
  const patient = useAsk(getPatient, { patientId }).data?.patient
  if (!data || !patient) return null
  const coming = data.coming.filter(({ stage }) => !off.has(stage))
  const { family, given, birthDate, mrn } = patient
  const known = { patientId, name: [family, given].filter(Boolean).join(', ') || 'No name', birthDate, mrn }
  return (
    <section className={classes['coming']} aria-label="Coming visits">
      <h2>
        Coming visits
        {me.can('schedule.write') && (
          <span className={classes['links']}>
            <button type="button" className={classes['more']} onClick={() => openBooking({ patient: known })}>
              Book a visit
            </button>
            <button type="button" className={classes['more']} onClick={() => openWaits({ patient: known })}>
              Waitlist
            </button>
            <button type="button" className={classes['more']} onClick={() => openRecall(known)}>
              Recall
            </button>
          </span>
        )}
      </h2>
      {coming.length === 0 ? (
        <p className={classes['dim']}>None is booked.</p>
      ) : (
        <ul>
          {coming.slice(0, shown).map((each, index) => (
            <li key={each.appointmentId}>
              <span>
                {index === 0 && <b>Next: </b>}
                <button
                  type="button"
                  className={classes['more']}
                  onClick={() => openAppointment({ patientId, appointmentId: each.appointmentId })}
                >
                  {[whenText(each.startsAt, each.timeZone), ...each.providers].join(', ')}
                </button>
              </span>
              <span className={classes['dim']}>{detailOf(each)}</span>
            </li>
          ))}
          {coming.length > shown && <li className={classes['dim']}>and {coming.length - shown} more</li>}
        </ul>
      )}
    </section>
  )
}

const detailOf = ({ visitType, stage }: PatientAppointment): string =>
  [visitType, stage === 'scheduled' ? '' : stageWords[stage].name].filter(Boolean).join(', ')
