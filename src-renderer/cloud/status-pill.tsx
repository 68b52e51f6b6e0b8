import { Button, Popover, Progress, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconAlertTriangle, IconCircleCheck, IconCloudOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { tryNow } from '../../shared/cloud/try-now.ts'
import { useEndDrill } from '../downtime/end-drill.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { numberText, paceText } from '../kernel/pace-text.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import {
  percentOf,
  pillOf,
  setBackWords,
  updateWords,
  waitsText,
  whyWords,
  type ConnectionAnswer,
} from './connection-words.ts'
import classes from './status-pill.module.css'
import { ThisChart } from './this-chart.tsx'

const icons = { safe: IconCircleCheck, apart: IconCloudOff, problem: IconAlertTriangle }

/** Whether it is safe, always in the same place. */
export function StatusPill() {
  const [opened, setOpened] = useState(false)
  // the panel itself hears Escape only while the focus is in it
  useHotkeys(opened ? [['Escape', () => setOpened(false)]] : [], [])
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
  const end = useEndDrill(onLeave)
  const needsPerson = it.attention + it.conflicts
  const { state, why, lastRead, needsUpdate } = it.connection
  const last = it.outages[0]
  const rest = useRef<HTMLAnchorElement>(null)
  // Try now goes as soon as it has worked, and takes with it the focus that keeps the panel's keys
  useEffect(() => {
    if (document.activeElement === document.body) rest.current?.focus()
  }, [state])
  return (
    <>
      {needsUpdate && (
        <Text size="sm" mb={10}>
          {updateWords[needsUpdate].long}
        </Text>
      )}
      <dl className={classes['facts']}>
        <dt>Kept on this workstation</dt>
        <dd>Everything, encrypted</dd>
        <dt>Waits to be sent</dt>
        <dd>{waitsText(it)}</dd>
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
        <dt>Refused, stuck or in conflict</dt>
        <dd>
          {needsPerson === 0 ? (
            'Nothing'
          ) : (
            <Link to="/attention" onClick={onLeave}>
              {needsPerson.toLocaleString('en-US')}
            </Link>
          )}
        </dd>
        {it.auditAlarms > 0 && (
          <>
            <dt>Audit log</dt>
            <dd>
              <Link to="/cloud" onClick={onLeave}>
                Somebody must look
              </Link>
            </dd>
          </>
        )}
        <dt>Your unfinished drafts</dt>
        <dd>{it.drafts === 0 ? 'None' : it.drafts}</dd>
      </dl>
      {it.hydrating && (
        <div className={classes['progress']}>
          <Progress value={percentOf(it.hydrating)} aria-label="Getting the practice" />
          <Text size="xs" c="dimmed">
            {numberText(it.hydrating.rowsDone)} of {numberText(it.hydrating.rowsTotal)} rows
            {paceText(it.hydrating)}.{' '}
            {it.hydrating.scope === 'core'
              ? 'Patients and their allergies come first.'
              : 'Everybody can be found and has their allergies. Today’s charts come next, then the others, whoever was seen last first; one that you open comes at once.'}
          </Text>
        </div>
      )}
      <ThisChart onLeave={onLeave} />
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
        {why === 'drill' ? (
          <Button size="xs" variant="default" onClick={() => end.mutate({})}>
            End the drill
          </Button>
        ) : (
          state === 'away' && (
            <Button size="xs" variant="default" onClick={() => again.mutate({})}>
              Try now
            </Button>
          )
        )}
        <Link ref={rest} to="/cloud" onClick={onLeave} className={classes['more']}>
          Cloud and outages
        </Link>
      </div>
    </>
  )
}
