import { Button, Group, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { revokeReasons, revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { reasonWords, signOf, type Line } from './workstation-words.ts'

/** Says plainly what happens, before it does. */
export function RevokeWorkstation({ it, onDone }: { it: Line; onDone(): void }) {
  const [reason, setReason] = useState<(typeof revokeReasons)[number]>('stolen')
  const sign = signOf(it.device)
  const revoke = useRun(revokeWorkstation, {
    onSuccess: () => {
      notify(`Workstation ${sign} was revoked.`)
      onDone()
    },
  })
  return (
    <Modal opened onClose={onDone} title={`Revoke workstation ${sign}?`} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!revoke.isPending) revoke.mutate({ device: it.device, reason })
        }}
      >
        <ul className={classes['consequences']}>
          <li>From now on the cloud takes nothing from it and tells it nothing.</li>
          <li>
            When it next reaches the cloud, whoever is in there is signed out, and nobody comes in again.
          </li>
          <li>
            If it does not reach the cloud, people who can sign in there may go on until what they were
            granted ends. You set how long that is under Sign-in.
          </li>
          <li>
            Nothing on it is deleted. It stays encrypted, and work that was not sent stays there until the
            computer comes back.
          </li>
        </ul>
        <NativeSelect
          mt="md"
          label="Why"
          value={reason}
          data={revokeReasons.map((value) => ({ value, label: reasonWords[value] }))}
          onChange={({ currentTarget: { value } }) =>
            setReason(revokeReasons.find((each) => each === value) ?? 'other')
          }
          data-autofocus
        />
        {revoke.error && (
          <p role="alert" className={classes['problem']}>
            {wordsFor(revoke.error)}
          </p>
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={onDone}>
            Leave it
          </Button>
          <Button type="submit" size="sm" loading={revoke.isPending}>
            Revoke {sign}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
