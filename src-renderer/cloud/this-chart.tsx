/** Of the chart in front: what waits to be sent, what changed under whoever looks at it, and how current each part is. */
import { Link, useLocation } from '@tanstack/react-router'
import type { PartStanding } from '../../shared/charting/get-standing.ts'
import { listWaiting } from '../../shared/charting/list-waiting.ts'
import { partNames } from '../charting/part-names.ts'
import { useStanding, type Standing } from '../charting/standing.ts'
import { isSection } from '../charting/sections.ts'
import { momentText } from '../kernel/dates.ts'
import { useOpenCharts } from '../kernel/open-charts.ts'
import { useAsk } from '../kernel/queries.ts'
import { counted } from './connection-words.ts'
import classes from './status-pill.module.css'

/** Nothing where no chart is in front. */
export function ThisChart({ onLeave }: { onLeave(): void }) {
  const { pathname } = useLocation()
  const [, patientId] = /^\/chart\/([^/]+)/.exec(pathname) ?? []
  return patientId === undefined ? null : <Of key={patientId} patientId={patientId} onLeave={onLeave} />
}

function Of({ patientId, onLeave }: { patientId: string; onLeave(): void }) {
  const standing = useStanding(patientId)
  const chart = useOpenCharts(({ charts }) => charts.find((each) => each.patientId === patientId))
  const { data: waiting } = useAsk(listWaiting, { patientId })
  if (!standing || standing.alone || !waiting) return null
  const since = chart?.openedAt ?? ''
  const changed = standing.parts.filter(
    ({ changedAt }) => changedAt !== null && changedAt > since && since !== '',
  )
  return (
    <section className={classes['chart']} aria-labelledby="this-chart">
      <h2 id="this-chart">{chart ? `The chart of ${chart.name}` : 'This chart'}</h2>
      <dl className={classes['facts']}>
        <dt>Waits to be sent</dt>
        <dd>
          {waiting.toSend === 0
            ? 'Nothing'
            : `${counted(waiting.toSend, 'change')}: ${waiting.parts.map(({ part }) => partNames[part]).join(', ')}`}
        </dd>
        <dt>Changed by others since you opened it</dt>
        <dd>
          {changed.length === 0
            ? 'Nothing'
            : changed.map((each) => (
                <Changed key={each.part} patientId={patientId} part={each} onLeave={onLeave} />
              ))}
        </dd>
        {groupsOf(standing).map(([at, parts]) => (
          <Confirmed key={at} at={at} parts={parts} />
        ))}
      </dl>
    </section>
  )
}

function Changed({
  patientId,
  part: { part, changedAt },
  onLeave,
}: {
  patientId: string
  part: PartStanding
  onLeave(): void
}) {
  const words = `${partNames[part]} ${changedAt ? momentText(changedAt) : ''}`
  return (
    <div>
      {isSection(part) ? (
        <Link to="/chart/$patientId/$section" params={{ patientId, section: part }} onClick={onLeave}>
          {words}
        </Link>
      ) : (
        words
      )}
    </div>
  )
}

/** Parts that were confirmed at one time are said in one line: most of the time that is all of them. */
function Confirmed({ at, parts }: { at: string; parts: readonly string[] }) {
  return (
    <>
      <dt>{parts.length === Object.keys(partNames).length ? 'All parts' : parts.join(', ')}</dt>
      <dd>{at}</dd>
    </>
  )
}

function groupsOf({ parts }: Standing): (readonly [string, string[]])[] {
  const groups = new Map<string, string[]>()
  for (const { part, here, confirmedAt } of parts) {
    const at = !here
      ? 'Not on this computer yet'
      : confirmedAt
        ? `as of ${momentText(confirmedAt)}`
        : 'Being read'
    groups.set(at, [...(groups.get(at) ?? []), partNames[part]])
  }
  return [...groups]
}
