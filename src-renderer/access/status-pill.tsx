import { Popover, Text } from '@mantine/core'
import { IconCircleCheck, IconAlertTriangle } from '@tabler/icons-react'
import { getStatus } from '../../shared/access/get-status.ts'
import { useAsk } from '../kernel/queries.ts'
import { dateTimeText } from '../kernel/dates.ts'
import classes from './status-pill.module.css'

/** Whether it is safe, always in the same place. */
export function StatusPill() {
  const status = useAsk(getStatus, {})
  const it = status.data
  if (status.error)
    return (
      <span className={classes['pill']} data-tone="problem" role="status">
        <IconAlertTriangle size={16} aria-hidden="true" /> Nothing can be saved here now
      </span>
    )
  if (!it) return null
  const needsPerson = it.attention + it.conflicts
  const label =
    needsPerson > 0
      ? `${needsPerson} need you`
      : it.toSend > 0
        ? `All saved here · ${it.toSend.toLocaleString('en-US')} to send`
        : 'All saved here'
  return (
    <Popover width={340} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes['pill']}
          data-tone={needsPerson > 0 ? 'problem' : 'safe'}
          aria-label={`${label}. Show what waits`}
        >
          {needsPerson > 0 ? (
            <IconAlertTriangle size={16} aria-hidden="true" />
          ) : (
            <IconCircleCheck size={16} aria-hidden="true" />
          )}
          <span role="status">{label}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes['facts']}>
          <dt>Kept on this workstation</dt>
          <dd>Everything, encrypted</dd>
          <dt>Waits to be sent</dt>
          <dd>{it.toSend === 0 ? 'Nothing' : `${it.toSend.toLocaleString('en-US')} changes`}</dd>
          {it.oldestToSend && (
            <>
              <dt>The oldest of them</dt>
              <dd>{dateTimeText(it.oldestToSend)}</dd>
            </>
          )}
          <dt>Refused or in conflict</dt>
          <dd>{needsPerson === 0 ? 'Nothing' : needsPerson}</dd>
          <dt>Your unfinished drafts</dt>
          <dd>{it.drafts === 0 ? 'None' : it.drafts}</dd>
        </dl>
        <Text size="xs" c="dimmed" mt={10}>
          This workstation is not connected to a cloud. It works whole without one; what is to be sent is kept
          until there is.
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}
