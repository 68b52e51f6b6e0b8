import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { getChart } from '../../shared/charting/get-chart.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
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
