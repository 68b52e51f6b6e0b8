import { Anchor, Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { renewSpareCodes } from '../../shared/access/renew-spare-codes.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { run } from '../kernel/holdfast.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import { PasswordField } from '../lock/password-field.tsx'

type Props = { onBack(): void; onRenewed(codes: readonly string[]): void }

/** Ten other codes, where the sheet is lost or nearly used up. */
export function RenewSpareCodes({ onBack, onRenewed }: Props) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { problem, busy, attempt } = useAttempt(() => setCode(''))
  const submit = attempt(async () => onRenewed((await run(renewSpareCodes, { password, code })).codes))
  return (
    <GateCard
      title="New spare codes"
      lead="The sheet you have now becomes void. The new codes are shown once: have the printer ready."
    >
      <form className={classes['form']} onSubmit={submit}>
        <PasswordField
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoFocus
        />
        <TextInput
          label="Code from your authenticator"
          size="sm"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
        />
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            Keep the old ones
          </Anchor>
          <Button type="submit" size="sm" loading={busy} disabled={password === '' || code === ''}>
            Show the new codes
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
