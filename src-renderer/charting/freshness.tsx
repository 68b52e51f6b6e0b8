/** How current a chart, and each part of it, is: said where it may matter, and not otherwise. */
import { IconCloudDownload, IconCloudOff, IconPencil } from '@tabler/icons-react'
import { useContext } from 'react'
import { momentText } from '../kernel/dates.ts'
import { useOpenCharts } from '../kernel/open-charts.ts'
import classes from './freshness.module.css'
import { partNames } from './part-names.ts'
import { confirmedAt, SectionStanding, type Standing } from './standing.ts'

/** In the chart's status line. */
export function Freshness({ patientId, standing }: { patientId: string; standing: Standing }) {
  const openedAt = useOpenCharts(
    ({ charts }) => charts.find((each) => each.patientId === patientId)?.openedAt,
  )
  if (standing.alone) return null
  const changed = standing.parts
    .filter(({ changedAt }) => changedAt !== null && openedAt !== undefined && changedAt > openedAt)
    .toSorted((a, b) => String(b.changedAt).localeCompare(String(a.changedAt)))
  const [latest] = changed
  return (
    <>
      <Held standing={standing} />
      {latest?.changedAt && (
        <span className={classes['fresh']} role="status">
          <IconPencil size={14} aria-hidden="true" />
          {partNames[latest.part]} {changed.length > 1 && `and ${changed.length - 1} more `}changed elsewhere
          at {momentText(latest.changedAt)}
        </span>
      )}
    </>
  )
}

function Held({ standing }: { standing: Standing }) {
  if (standing.held !== 'yes')
    return (
      <span className={classes['fresh']} role="status">
        {standing.cloud !== 'away' ? (
          <>
            <IconCloudDownload size={14} aria-hidden="true" />{' '}
            {standing.cloud === 'reached'
              ? 'The rest of this chart is on its way'
              : 'The rest of this chart is looked for'}
          </>
        ) : (
          <>
            <IconCloudOff size={14} aria-hidden="true" /> Only part of this chart is on this computer
          </>
        )}
      </span>
    )
  if (!standing.apart) return null
  const at = confirmedAt(standing, 'summary')
  return (
    <span className={classes['fresh']}>
      <IconCloudOff size={14} aria-hidden="true" />
      {at ? `Others’ work up to ${momentText(at)}` : 'Others’ work since sign-in is not here yet'}
    </span>
  )
}

/** In the head of a section, where others may have changed it since. */
export function AsOf() {
  const of = useContext(SectionStanding)
  if (!of || of.standing.alone || !of.standing.apart) return null
  const at = confirmedAt(of.standing, of.section)
  if (at === null) return null
  return <span className={classes['asOf']}>as of {momentText(at)}</span>
}
