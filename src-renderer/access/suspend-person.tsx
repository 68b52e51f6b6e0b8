import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { suspendPerson } from '../../shared/access/suspend-person.ts'
import { useRun } from '../kernel/queries.ts'
import { ActForm } from './act-form.tsx'
import type { PersonAnswer } from './one-person.tsx'

export function SuspendPerson({ it: { person }, onDone }: { it: PersonAnswer; onDone(): void }) {
  const [version] = useState(person.version)
  const [reason, setReason] = useState('')
  const suspend = useRun(suspendPerson, { onSuccess: onDone })
  return (
    <ActForm
      title="Suspend"
      lead="They can do nothing from now on, at every workstation that reaches the cloud. What they had stays and comes back when they are reinstated."
      go="Suspend"
      busy={suspend.isPending}
      error={suspend.error}
      ready={reason.trim() !== ''}
      onGo={() => suspend.mutate({ userId: person.userId, version, reason })}
      onDone={onDone}
    >
      <TextInput
        label="Reason"
        placeholder="On leave until March"
        maxLength={200}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActForm>
  )
}
