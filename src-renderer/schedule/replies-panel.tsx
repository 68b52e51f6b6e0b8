/** What patients answered to reminders and the desk has to see to: another time, calling off, or a visit that was changed since. */
import { Button } from '@mantine/core'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { listReplies, settleReply } from '../../shared/schedule/get-reminders.ts'
import { momentText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { useHand } from './grid-hand.ts'
import classes from './lists.module.css'
import type { AppointmentAct } from './one-appointment.tsx'
import { useLineKeys } from './use-line-keys.ts'
import { KeyLine } from './waitlist-panel.tsx'
import { whenText } from './when-text.ts'

type Reply = OutputOf<typeof listReplies>['replies'][number]

/** What each word asks for, and what is begun when the visit is opened. */
const asked: Readonly<
  Record<Reply['said'], Readonly<{ words: string; act: AppointmentAct | null; go: string }>>
> = {
  move: { words: 'Asks for another time', act: 'move', go: 'Move it' },
  cancel: { words: 'Wants to call off', act: 'cancel', go: 'Call it off' },
  confirm: { words: 'Confirmed a visit that was changed since', act: null, go: 'Open the visit' },
  stop: { words: 'Wants no more messages', act: null, go: 'Open the visit' },
}

export function RepliesPanel() {
  const me = useMe()
  const { data, error } = useAsk(listReplies, {})
  const keys = useLineKeys()
  const mayWrite = me.can('schedule.write')
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data) return null
  if (data.replies.length === 0)
    return (
      <Empty title="Nobody waits for an answer">
        Whoever answers a reminder with a wish that the cloud may not carry out by itself is here until it is
        seen to.
      </Empty>
    )
  return (
    <>
      {mayWrite && (
        <KeyLine
          keys={[
            ['O', 'open the visit'],
            ['D', 'done'],
          ]}
        />
      )}
      <div {...keys}>
        <div className={classes['lines']} role="list">
          {data.replies.map((reply) => (
            <OneReply key={reply.reminderId} reply={reply} zone={me.timeZone} mayWrite={mayWrite} />
          ))}
        </div>
      </div>
    </>
  )
}

function OneReply({ reply, zone, mayWrite }: { reply: Reply; zone: string; mayWrite: boolean }) {
  const { reminderId, version, patientId, appointmentId, name, said } = reply
  const { words, act, go } = asked[said]
  const settle = useRun(settleReply, { onSuccess: () => notify(`${name} was seen to.`) })
  const open = () =>
    useHand.getState().open({ what: 'appointment', patientId, appointmentId, act: mayWrite ? act : null })
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrows walk from line to line, letters act on it
    <div className={classes['line']} role="listitem" data-line tabIndex={0}>
      <div className={classes['head']}>
        <b>{name || 'No name'}</b>
        <span className={classes['phone']}>{reply.phone}</span>
      </div>
      <div>{words}</div>
      <div className={classes['small']}>
        Visit {whenText(reply.startsAt, zone)} · answered {momentText(reply.at)}
      </div>
      {settle.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(settle.error)}
        </p>
      )}
      <div className={classes['acts']}>
        <Button data-key="o" size="compact-xs" variant="default" onClick={open}>
          {mayWrite ? go : 'Open the visit'}
        </Button>
        {mayWrite && (
          <Button
            data-key="d"
            size="compact-xs"
            variant="default"
            loading={settle.isPending}
            onClick={() => settle.mutate({ reminderId, version })}
          >
            Done
          </Button>
        )}
      </div>
    </div>
  )
}
