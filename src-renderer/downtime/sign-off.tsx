import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { signOffOutage } from '../../shared/downtime/sign-off-outage.ts'
import { setBackWords } from '../cloud/connection-words.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './downtime.module.css'
import type { OneOutageAnswer } from './one-outage.tsx'

/** Somebody says that it is settled, and is named for it. */
export function SignOff({ outage, account }: Pick<OneOutageAnswer, 'outage' | 'account'>) {
  const me = useMe()
  const { startedAt, endedAt, signedAt, signedBy, note } = outage
  if (signedAt)
    return (
      <section>
        <h3>Signed off</h3>
        <p>
          {dateTimeText(signedAt)} by {signedBy}
        </p>
        {note && <p style={{ whiteSpace: 'pre-wrap' }}>{note}</p>}
      </section>
    )
  if (setBackWords[outage.why]) return null
  return (
    <section>
      <h3>Sign-off</h3>
      {hindrance(outage, account) ??
        (me.can('practice.configure') ? (
          <SignOffForm startedAt={startedAt} />
        ) : (
          <p className={classes['dim']}>A practice manager or an administrator signs this off.</p>
        ))}
      {endedAt && account && account.conflicts > 0 && (
        <p className={classes['notice']}>
          Of some there are two versions, and nobody has chosen yet. They are marked below.
        </p>
      )}
    </section>
  )
}

/** What keeps it from being signed off; null where nothing does. */
function hindrance({ endedAt }: OneOutageAnswer['outage'], account: OneOutageAnswer['account']) {
  const words = !endedAt
    ? 'When the cloud is back and everything is sent, it is signed off here.'
    : account && account.waiting > 0
      ? 'It can be signed off when what waits has been sent.'
      : account && account.refused > 0
        ? 'It can be signed off when what was refused is settled: it is marked below.'
        : null
  return words && <p className={classes['dim']}>{words}</p>
}

function SignOffForm({ startedAt }: { startedAt: string }) {
  const [note, setNote] = useState('')
  const sign = useRun(signOffOutage, {
    onSuccess: () => notify('Signed off.'),
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sign.mutate({ startedAt, note })
      }}
    >
      <Textarea
        label="What was on paper, and where it was entered"
        description="Leave it empty where nothing was. It cannot be changed once it is signed."
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={sign.isPending}>
          Sign off: everything is settled
        </Button>
      </div>
    </form>
  )
}
