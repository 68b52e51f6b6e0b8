import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { identityChecks } from '../../shared/access/access-event.ts'
import { resetPerson } from '../../shared/access/reset-person.ts'
import { useRun } from '../kernel/queries.ts'
import { ActForm } from './act-form.tsx'
import { useHandedCode } from './handed-codes.ts'
import type { PersonAnswer } from './one-person.tsx'
import { checkWords } from './person-words.ts'

type Check = (typeof identityChecks)[number]

/** For somebody who has lost password and code. */
export function ResetPerson({ it: { person }, onDone }: { it: PersonAnswer; onDone(): void }) {
  const { userId, displayName, username } = person
  const [checked, setChecked] = useState<Check | ''>('')
  const [reason, setReason] = useState('')
  const reset = useRun(resetPerson, {
    onSuccess: ({ code, until }) => {
      onDone()
      useHandedCode.getState().show({ displayName, username, code, until, why: 'reset' })
    },
  })
  return (
    <ActForm
      title="Give a new code"
      lead="Password, code and second factor of before are void, and unfinished drafts stay sealed for good. Make sure that it is they who ask."
      go="Make it and show the code"
      busy={reset.isPending}
      error={reset.error}
      ready={checked !== '' && reason.trim() !== ''}
      onGo={() => checked !== '' && reset.mutate({ userId, checked, reason })}
      onDone={onDone}
    >
      <NativeSelect
        label="How it was made sure who they are"
        data={[
          { value: '', label: 'Choose', disabled: true },
          ...identityChecks.map((value) => ({ value, label: checkWords[value] })),
        ]}
        value={checked}
        onChange={(event) => setChecked(event.currentTarget.value as Check)}
      />
      <TextInput
        label="Reason"
        placeholder="Forgot the password after leave; the sheet is lost"
        maxLength={200}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActForm>
  )
}
