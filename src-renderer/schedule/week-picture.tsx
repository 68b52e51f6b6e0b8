import { hoursText, minuteText } from '../../shared/schedule/typed-hours.ts'
import { type Held } from './hours-patterns.ts'
import classes from './setup.module.css'
import { weekdayNames } from './weekday-text.ts'

const rowHeight = 22
const left = 40
const width = 860

/** A usual week from above: a bar for each stretch, what is kept for some kinds of visits in another colour. */
export function WeekPicture({ held }: { held: readonly Held[] }) {
  const weekly = held.filter(({ stretch }) => stretch.weekday !== null)
  if (weekly.length === 0) return null
  const first = Math.min(480, ...weekly.map(({ stretch }) => Math.floor(stretch.fromMinute / 60) * 60))
  const last = Math.max(1080, ...weekly.map(({ stretch }) => Math.ceil(stretch.toMinute / 60) * 60))
  const x = (minute: number) => left + ((minute - first) / (last - first)) * (width - left - 10)
  const days = weekly.some(({ stretch }) => (stretch.weekday ?? 0) > 5) ? 7 : 5
  const hours = Array.from({ length: (last - first) / 60 + 1 }, (_, hour) => first + hour * 60)
  const height = 18 + days * rowHeight
  const words = weekdayNames.slice(0, days).map((name, day) => {
    const ofDay = weekly.filter(({ stretch }) => stretch.weekday === day + 1)
    const times = ofDay
      .map(({ stretch }): [number, number] => [stretch.fromMinute, stretch.toMinute])
      .toSorted(([a], [b]) => a - b)
    return `${name} ${times.length === 0 ? 'none' : hoursText(times)}`
  })
  return (
    <figure className={classes['picture']}>
      <svg
        className={classes['week']}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`The week: ${words.join('; ')}`}
      >
        {hours.map((minute) => (
          <g key={minute}>
            <line x1={x(minute)} x2={x(minute)} y1={16} y2={height} />
            <text x={x(minute)} y={11} textAnchor="middle">
              {minuteText(minute).replace(' AM', '').replace(' PM', '')}
            </text>
          </g>
        ))}
        {weekdayNames.slice(0, days).map((name, day) => (
          <text key={name} x={0} y={18 + day * rowHeight + 15}>
            {name.slice(0, 3)}
          </text>
        ))}
        {weekly.map(({ availabilityId, stretch }) => (
          <rect
            key={availabilityId}
            className={classes[stretch.visitTypeIds.length > 0 ? 'kept' : 'open']}
            x={x(stretch.fromMinute)}
            y={18 + ((stretch.weekday ?? 1) - 1) * rowHeight + 3}
            width={Math.max(2, x(stretch.toMinute) - x(stretch.fromMinute) - 1)}
            height={rowHeight - 6}
            rx={3}
          />
        ))}
      </svg>
      <figcaption className={classes['legend']}>
        <span>
          <i aria-hidden="true" />
          Every kind of visit
        </span>
        {weekly.some(({ stretch }) => stretch.visitTypeIds.length > 0) && (
          <span>
            <i data-kept aria-hidden="true" />
            Kept for some
          </span>
        )}
      </figcaption>
    </figure>
  )
}
