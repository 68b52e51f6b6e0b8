import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import type { getChart } from '../../shared/charting/get-chart.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { momentText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import classes from './two-versions.module.css'

const names: Readonly<Record<string, string>> = {
  patient: 'the demographics',
  allergy: 'an allergy',
  medication: 'a medication',
  problem: 'a problem',
  encounter: 'a visit',
  immunization: 'an immunization',
  coverage: 'the insurance',
}

/** What two people changed apart, on the chart it is about, until somebody has chosen. */
export function TwoVersions({ of }: { of: OutputOf<typeof getChart>['twoVersions'] }) {
  const [first] = of
  if (!first) return null
  const what = names[first.type] ?? 'a record'
  const rest = of.length - 1
  return (
    <p className={`${classes['strip']} hf-no-print`} data-tone={first.high ? 'high' : 'low'} role="status">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>
        There are two versions of {what}
        {rest > 0 && ` and of ${rest === 1 ? 'one thing' : `${rest} things`} more`}, made apart.{' '}
        {first.type === 'patient'
          ? 'Until one is chosen, make sure by birth date and record number who this is.'
          : first.high && 'Until one is chosen, go by whichever is safer for the patient.'}
      </span>
      <Link to="/attention/$key" params={{ key: first.conflictId }}>
        Choose
      </Link>
    </p>
  )
}

/** How current a chart is, where others may have changed it since. */
export function Freshness() {
  const { data: it } = useAsk(getConnection, {})
  if (it?.hydrating?.scope === 'charts')
    return (
      <span className={classes['fresh']}>
        <IconCloudOff size={14} aria-hidden="true" /> Charts are still being read from the cloud
      </span>
    )
  if (it?.connection.state !== 'away' && it?.connection.state !== 'connecting') return null
  const { lastRead } = it.connection
  return (
    <span className={classes['fresh']}>
      <IconCloudOff size={14} aria-hidden="true" />
      {lastRead ? `Others’ work up to ${momentText(lastRead)}` : 'Others’ work since sign-in is not here yet'}
    </span>
  )
}
