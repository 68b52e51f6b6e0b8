import { Anchor, Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { run } from '../kernel/holdfast.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import { PasswordField } from '../lock/password-field.tsx'

export type Sheet = OutputOf<typeof beginSecondFactor>

type Props = {
  /** They have one: it is shown once more before another takes its place. */
  again: boolean
  /** What they do instead, and what it is called. */
  leave: Readonly<{ name: string; go(): void }>
  onBegun(sheet: Sheet): void
}

/** The first step: who it is, once more. */
export function BeginSecondFactor({ again, leave, onBegun }: Props) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt(() => setCode(''))
  const submit = attempt(async () => onBegun(await run(beginSecondFactor, { password, code })))
  return (
    <GateCard
      title={again ? 'Set up the second factor again' : 'Set up your second factor'}
      lead={
        again
          ? 'For a new telephone, say. The authenticator and the spare codes you have now become void when you have finished.'
          : 'From now on you sign in with your password and a code of an authenticator app on your telephone, so that a password somebody saw is not enough. It works without a network. After a lock your password alone will do.'
      }
    >
      <form className={classes['form']} onSubmit={submit}>
        <PasswordField
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoFocus
        />
        {again && (
          <TextInput
            label="Code from your authenticator"
            description="Of the one you have now. Without it, a spare code."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            size="sm"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={leave.go}>
            {leave.name}
          </Anchor>
          <Button type="submit" size="sm" loading={busy} disabled={password === '' || (again && code === '')}>
            Go on
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
