/** The key of the records of the computer somebody sits at: since when, why it is due, and how another is asked for. */
import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { changeKey, getKey, type KeyChangeReason } from '../../shared/access/change-key.ts'
import { lock } from '../../shared/access/lock.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { run } from '../kernel/holdfast.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import classes from './administration.module.css'

type Key = OutputOf<typeof getKey>

const why: Readonly<Record<KeyChangeReason, string>> = {
  asked: 'somebody asked for it',
  'kit-used': 'the emergency kit was used here',
  recovered: 'somebody came in with the practice’s recovery code',
  age: 'it is as old as your practice lets one be',
}

/** Rounded up, and never less than a moment: what it is on a busy day. */
export const secondsText = (seconds: number): string =>
  seconds < 5
    ? 'a few seconds'
    : seconds < 90
      ? `about ${seconds} seconds`
      : `about ${Math.ceil(seconds / 60)} minutes`

const sizeText = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

export function OwnKey() {
  const answer = useAsk(getKey, {})
  const [asking, setAsking] = useState(false)
  if (answer.error) return <p className={classes['problem']}>{wordsFor(answer.error)}</p>
  if (!answer.data) return null
  const { changedAt, due, problem, seconds, months } = answer.data
  return (
    <section>
      <h3>Key of the records on this computer</h3>
      <div className={classes['person']}>
        <dl className={classes['facts']}>
          <dt>In place since</dt>
          <dd>{changedAt === null ? 'It is the first one' : dateTimeText(changedAt)}</dd>
          <dt>Changed by itself</dt>
          <dd>
            After {months} {months === 1 ? 'month' : 'months'}, after a use of the emergency kit, and after a
            recovery with the practice’s code
          </dd>
        </dl>
        {due && (
          <p className={classes['notice']}>
            Due since {dateText(due.at)}, because {why[due.why]}. It is changed when somebody next signs in
            here, which then takes {secondsText(seconds)} longer. Coming back from a lock does not wait for
            it.
          </p>
        )}
        {problem && (
          <p role="alert" className={classes['problem']}>
            {problem.needs > 0
              ? `It could not be changed: ${sizeText(problem.needs)} have to be free on the disk, and ${sizeText(problem.free)} were. Nothing was begun.`
              : wordsOf(problem.reason)}
          </p>
        )}
        <div className={classes['buttons']}>
          {due ? (
            <Button variant="default" onClick={() => void run(lock, { how: 'sign-out' })}>
              Sign out now
            </Button>
          ) : (
            <Button variant="default" onClick={() => setAsking(true)}>
              Change its key…
            </Button>
          )}
        </div>
      </div>
      {asking && <ChangeKey it={answer.data} onDone={() => setAsking(false)} />}
    </section>
  )
}

/** Says what it means before it is asked for. */
function ChangeKey({ it, onDone }: { it: Key; onDone(): void }) {
  const [reason, setReason] = useState('')
  const change = useRun(changeKey, {
    onSuccess: () => {
      notify('The key is changed when somebody next signs in here.')
      onDone()
    },
  })
  return (
    <Modal opened onClose={onDone} title="Change the key of this computer’s records?" size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '' && !change.isPending) change.mutate({ reason })
        }}
      >
        <ul className={classes['consequences']}>
          <li>
            All records on this computer are written anew under another key when somebody next signs in here.
            That sign-in takes {secondsText(it.seconds)} longer; nobody who comes back from a lock waits.
          </li>
          <li>
            Everybody who may sign in here still can, with the password they have. Printed codes and sheets
            stay good.
          </li>
          <li>
            An older copy of this computer’s key files opens the records no more. A copy of the records that
            somebody has taken already stays as it is.
          </li>
          <li>
            Documents that are here already keep the keys they have. Switched off in the middle, nothing is
            lost: it begins again.
          </li>
        </ul>
        <TextInput
          mt="md"
          label="Why"
          placeholder="The disk was copied for a repair"
          maxLength={200}
          autoComplete="off"
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
          data-autofocus
        />
        {change.error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(change.error)}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          <Button type="submit" size="sm" loading={change.isPending} disabled={reason.trim() === ''}>
            Change it at the next sign-in
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
