import { Anchor, Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { recover } from '../../shared/access/recover.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'

type Props = {
  reason: string | null
  username: string
  practiceName: string | null
  onRecovered(code: string): void
  onPracticeCode(): void
  onBack?(): void
}

/** Back in with the printed code: a forgotten password, or a keychain that lost the device key. */
export function Recover(props: Props) {
  const [username, setUsername] = useState(props.username)
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(props.reason === null ? null : wordsOf(props.reason))
  const [busy, setBusy] = useState(false)
  const fault =
    password === ''
      ? null
      : passwordFault(password, { username, displayName: '', practiceName: props.practiceName ?? '' })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || fault !== null) return
    setBusy(true)
    try {
      props.onRecovered((await run(recover, { username, code, password })).recoveryCode)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
      setBusy(false)
    }
  }

  return (
    <GateCard
      title="Use a recovery code"
      lead="The nine groups of letters and digits that were printed for you. Using it makes it void; you get a new one."
      wide
    >
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <TextInput
          label="User name"
          size="sm"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoFocus
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput
          label="Recovery code"
          size="sm"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
          autoComplete="off"
          spellCheck={false}
        />
        <PasswordField
          label="New password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          description="At least 15 characters. Four or five unrelated words do well."
          error={fault && wordsOf(`password.${fault}`)}
        />
        <div className={classes['actions']}>
          {props.onBack && (
            <Anchor component="button" type="button" size="sm" onClick={props.onBack}>
              Back to sign-in
            </Anchor>
          )}
          <Anchor component="button" type="button" size="sm" onClick={props.onPracticeCode}>
            Use the practice’s code
          </Anchor>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={username === '' || code === '' || password === '' || fault !== null}
          >
            Set the new password
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
