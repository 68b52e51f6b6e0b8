import { Button } from '@mantine/core'
import { useState } from 'react'
import { revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { WorkstationAct, type WorkstationReason } from './workstation-act.tsx'
import { signOf, type Line } from './workstation-words.ts'

/** Says plainly what happens, before it does. */
export function RevokeWorkstation({ it, onDone }: { it: Line; onDone(): void }) {
  const [reason, setReason] = useState<WorkstationReason>('stolen')
  const sign = signOf(it.device)
  const revoke = useRun(revokeWorkstation, {
    onSuccess: () => {
      notify(`Workstation ${sign} was revoked.`)
      onDone()
    },
  })
  return (
    <WorkstationAct
      title={`Revoke workstation ${sign}?`}
      consequences={
        <>
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
        </>
      }
      reason={reason}
      onReason={setReason}
      focusReason
      error={revoke.error}
      onGo={() => {
        if (!revoke.isPending) revoke.mutate({ device: it.device, reason })
      }}
      onDone={onDone}
      go={
        <Button type="submit" size="sm" loading={revoke.isPending}>
          Revoke {sign}
        </Button>
      }
    />
  )
}
