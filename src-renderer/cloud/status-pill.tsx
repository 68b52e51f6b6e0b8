import { Button, Popover, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCloudOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { tryNow } from '../../shared/cloud/try-now.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import {
  counted,
  percentOf,
  pillOf,
  setBackWords,
  whyWords,
  type ConnectionAnswer,
} from './connection-words.ts'
import classes from './status-pill.module.css'

const icons = { safe: IconCircleCheck, apart: IconCloudOff, problem: IconAlertTriangle }

/** Whether it is safe, always in the same place. */
export function StatusPill() {
  const [opened, setOpened] = useState(false)
  const { data: it, error } = useAsk(getConnection, {})
  if (error)
    return (
      <span className={classes['pill']} data-tone="problem" role="status">
        <IconAlertTriangle size={16} aria-hidden="true" /> Nothing can be saved here now
      </span>
    )
  if (!it) return null
  const { tone, label } = pillOf(it)
  const Icon = icons[tone]
  return (
    <Popover
      width={360}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      opened={opened}
      onChange={setOpened}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes['pill']}
          data-tone={tone}
          aria-label={`${label}. Show what waits`}
          onClick={() => setOpened(!opened)}
        >
          <Icon size={16} aria-hidden="true" />
          <span role="status">{label}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <Panel it={it} onLeave={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Panel({ it, onLeave }: { it: ConnectionAnswer; onLeave(): void }) {
  const again = useRun(tryNow)
  const needsPerson = it.attention + it.conflicts
  const { state, why, lastRead } = it.connection
  const last = it.outages[0]
  return (
    <>
      <dl className={classes['facts']}>
        <dt>Kept on this workstation</dt>
        <dd>Everything, encrypted</dd>
        <dt>Waits to be sent</dt>
        <dd>{it.toSend === 0 ? 'Nothing' : counted(it.toSend, 'change')}</dd>
        {it.oldestToSend && (
          <>
            <dt>The oldest of them</dt>
            <dd>{dateTimeText(it.oldestToSend)}</dd>
          </>
        )}
        {state !== 'none' && (
          <>
            <dt>Others’ work read up to</dt>
            <dd>{lastRead ? dateTimeText(lastRead) : 'Not since sign-in'}</dd>
          </>
        )}
        <dt>Refused or in conflict</dt>
        <dd>
          {needsPerson === 0 ? (
            'Nothing'
          ) : (
            <Link to="/attention" onClick={onLeave}>
              {needsPerson.toLocaleString('en-US')}
            </Link>
          )}
        </dd>
        <dt>Your unfinished drafts</dt>
        <dd>{it.drafts === 0 ? 'None' : it.drafts}</dd>
      </dl>
      {it.hydrating && (
        <div className={classes['progress']}>
          <Progress value={percentOf(it.hydrating)} aria-label="Getting the practice" />
          <Text size="xs" c="dimmed">
            {it.hydrating.rowsDone.toLocaleString('en-US')} of{' '}
            {it.hydrating.rowsTotal.toLocaleString('en-US')} rows.{' '}
            {it.hydrating.scope === 'core'
              ? 'Patients and their allergies come first.'
              : 'Patients and allergies are here; charts follow.'}
          </Text>
        </div>
      )}
      {last && setBackWords[last.why] && (
        <Text size="xs" mt={10}>
          {dateTimeText(last.startedAt)}: {setBackWords[last.why]}
        </Text>
      )}
      <Text size="xs" c="dimmed" mt={10}>
        {state === 'none'
          ? 'This workstation is not connected to a cloud. It works whole without one; what is to be sent is kept until there is.'
          : state === 'away'
            ? `${whyWords[why ?? ''] ?? ''} Work goes on as ever; what is to be sent is kept.`
            : 'Work never waits for the network: it is saved here first, then sent.'}
      </Text>
      <div className={classes['tools']}>
        {state === 'away' && (
          <Button size="xs" variant="default" onClick={() => again.mutate({})}>
            Try now
          </Button>
        )}
        <Link to="/cloud" onClick={onLeave} className={classes['more']}>
          Cloud and outages
        </Link>
      </div>
    </>
  )
}
