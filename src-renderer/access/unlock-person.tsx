import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { unlockPerson } from '../../shared/access/unlock-person.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { ActForm } from './act-form.tsx'

type Props = { person: Readonly<{ userId: string; displayName: string }>; onDone(): void }

/** They can try again at once. The reason is shown to them when they come in. */
export function UnlockPerson({ person: { userId, displayName }, onDone }: Props) {
  const [reason, setReason] = useState('')
  const unlock = useRun(unlockPerson, {
    onSuccess: () => {
      notify(`${displayName} can try again.`)
      onDone()
    },
  })
  return (
    <ActForm
      title={`Unlock ${displayName}`}
      lead="Make sure that it was they who typed wrongly. They see your name and the reason when they come in. Password and second factor stay what they are."
      go="Unlock"
      busy={unlock.isPending}
      error={unlock.error}
      ready={reason.trim() !== ''}
      onGo={() => unlock.mutate({ userId, reason })}
      onDone={onDone}
    >
      <TextInput
        label="Reason"
        placeholder="Called from the front desk; I know the voice"
        maxLength={200}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActForm>
  )
}
