import { ActionIcon, Tooltip } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import type { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { RestrictChart } from './restrict-chart.tsx'

/** In the banner of a chart: whether it is restricted, and for whoever may, the way to change that. */
export function ChartLock({
  patientId,
  access,
}: {
  patientId: string
  access: OutputOf<typeof getChartAccess>
}) {
  const [changing, setChanging] = useState(false)
  const isRestricted = access.restricted
  if (!isRestricted && !access.mayRestrict) return null
  const people = access.restriction?.people.map(({ displayName }) => displayName).join(', ')
  const label = isRestricted
    ? `Restricted chart${people === undefined ? '' : people === '' ? ', open to nobody by name' : `, open to ${people}`}`
    : 'Restrict this chart'
  const Icon = isRestricted ? IconLock : IconLockOpen
  return (
    <>
      <Tooltip label={label} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
        <ActionIcon
          className="hf-no-print"
          variant={isRestricted ? 'light' : 'default'}
          {...(isRestricted && { color: 'orange' })}
          size={30}
          aria-label={label}
          aria-disabled={!access.mayRestrict}
          onClick={() => setChanging(access.mayRestrict)}
        >
          <Icon size={16} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      {changing && <RestrictChart patientId={patientId} access={access} onDone={() => setChanging(false)} />}
    </>
  )
}
