import { Button, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { settleAuditAlarm } from '../../shared/cloud/settle-audit-alarm.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { alarmWords, type AuditAlarmLine } from './audit-words.ts'
import classes from './cloud.module.css'

type Props = { alarm: AuditAlarmLine; onDone?(): void }

/** What an audit log is alarmed of, and the words of whoever has looked at it. */
export function OneAuditAlarm({ alarm, onDone }: Props) {
  const me = useMe()
  const [reason, setReason] = useState('')
  const settle = useRun(settleAuditAlarm, {
    onSuccess: () => {
      notify('Settled. It stays in the audit log.')
      onDone?.()
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  return (
    <form
      aria-label={alarmWords[alarm.kind].short}
      onSubmit={(event) => {
        event.preventDefault()
        settle.mutate({ alarmId: alarm.alarmId, reason, alone: alarm.you === 'alone' })
      }}
    >
      <Text size="sm">{alarmWords[alarm.kind].long}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        {alarm.isHere ? 'It is about this computer.' : 'It is about another computer of the practice.'} Work
        goes on as ever.
      </Text>
      {alarm.you === 'alone' && me.can('practice.configure') && (
        <Text size="sm" mt={4}>
          It is about a time you were signed in there, and nobody else may settle it who was not. You can, and
          it is written down that it was about you.
        </Text>
      )}
      {me.can('practice.configure') && alarm.you === 'concerned' ? (
        <Text size="sm" mt={4}>
          It is about a time you were signed in there, so somebody else settles it.
        </Text>
      ) : me.can('practice.configure') ? (
        <div className={classes['settle']}>
          <TextInput
            size="sm"
            label="What it was"
            description="Is kept with the alarm, and in the audit log that you settled it."
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={settle.isPending} disabled={reason.trim() === ''}>
            Settle
          </Button>
        </div>
      ) : (
        <Text size="sm" c="dimmed" mt={4}>
          A practice manager or an administrator settles this.
        </Text>
      )}
    </form>
  )
}
