import type { InputOf } from '../../shared/kernel/contract.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { listBooked } from '../../shared/schedule/list-blocks.ts'
import administration from '../access/administration.module.css'
import { counted } from '../cloud/connection-words.ts'
import { timeText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './setup.module.css'

/** Who is booked in what is blocked: they stay booked until somebody moves them. */
export function BookedList({ block }: { block: InputOf<typeof listBooked>['block'] }) {
  const { data, error } = useAsk(listBooked, { block })
  if (error) return <p role="alert">{wordsFor(error)}</p>
  if (!data) return null
  const { appointments, more } = data
  if (appointments.length === 0) return <p className={classes['dim']}>Nobody is booked in it.</p>
  return (
    <section aria-labelledby="booked-in-it">
      <h3 id="booked-in-it">
        {more
          ? `More than ${appointments.length} visits are booked in it`
          : `${counted(appointments.length, 'visit is', 'visits are')} booked in it`}
      </h3>
      <p className={classes['dim']}>They stay booked: move them on the schedule.</p>
      <ul className={classes['booked']}>
        {appointments.map(({ line, timeZone }) => {
          const at = instantOfMinute(line.startMin)
          return (
            <li key={line.appointmentId} className={administration['pair']}>
              <span>
                {dayText(at, timeZone)} {timeText(at, timeZone)}
              </span>
              <span>{line.name}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const dayText = (instant: string, timeZone: string): string =>
  new Date(instant).toLocaleDateString('en-US', {
    weekday: 'short',
    month: '2-digit',
    day: '2-digit',
    year: 'numeric',
    timeZone,
  })
