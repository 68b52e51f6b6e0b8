import { Anchor, Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { recover } from '../../shared/access/recover.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { ChangingKey } from './changing-key.tsx'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'

type Props = {
  /** `invited`: with the sheet an administrator gave them, mostly for the first time. They have no second factor yet. */
  as: 'own' | 'invited'
  reason: string | null
  username: string
  practiceName: string | null
  onRecovered(code: string): void
  onPracticeCode(): void
  onBack?(): void
}

const words = {
  own: {
    title: 'Use a recovery code',
    lead: 'The nine groups of letters and digits that were printed for you. Using it makes it void; you get a new one.',
    code: 'Recovery code',
    password: 'New password',
    go: 'Set the new password',
  },
  invited: {
    title: 'Come in with an invitation',
    lead: 'User name and code are on the sheet you were given. The code is good once; from then on you come in with the password you choose here, at every computer of the practice.',
    code: 'Code of the invitation',
    password: 'Choose a password',
    go: 'Come in',
  },
} as const

/** In with a printed code: of an invitation, or after a forgotten password, or where a keychain has lost the device key. */
export function Recover(props: Props) {
  const [it, setIt] = useState({ username: props.username, code: '', factor: '', password: '' })
  const [problem, setProblem] = useState<string | null>(props.reason === null ? null : wordsOf(props.reason))
  const [busy, setBusy] = useState(false)
  const { username, code, password } = it
  const say = words[props.as]
  const fault =
    password === ''
      ? null
      : passwordFault(password, { username, displayName: '', practiceName: props.practiceName ?? '' })
  const isWhole = username !== '' && code !== '' && password !== '' && fault === null

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !isWhole) return
    setBusy(true)
    try {
      props.onRecovered((await run(recover, it)).recoveryCode)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
      setIt({ ...it, factor: '' })
      setBusy(false)
    }
  }
  const field = (name: 'username' | 'code' | 'factor') => ({
    size: 'sm' as const,
    value: it[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setIt({ ...it, [name]: event.currentTarget.value }),
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  })

  return (
    <GateCard title={say.title} lead={say.lead} wide>
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        {busy && <ChangingKey />}
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <TextInput label="User name" autoFocus {...field('username')} />
        <TextInput
          label={say.code}
          placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
          {...field('code')}
        />
        {props.as === 'own' && (
          <TextInput
            label="Code from your authenticator"
            description="Six digits, or one of your spare codes. Leave it empty if you have none."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            {...field('factor')}
            autoComplete="one-time-code"
          />
        )}
        <PasswordField
          label={say.password}
          value={password}
          onChange={(event) => setIt({ ...it, password: event.currentTarget.value })}
          description="At least 15 characters. Four or five unrelated words do well."
          error={fault && wordsOf(`password.${fault}`)}
        />
        <div className={classes['actions']}>
          {props.onBack && (
            <Anchor component="button" type="button" size="sm" onClick={props.onBack}>
              Back to sign-in
            </Anchor>
          )}
          {props.as === 'own' && (
            <Anchor component="button" type="button" size="sm" onClick={props.onPracticeCode}>
              Use the practice’s code
            </Anchor>
          )}
          <Button type="submit" size="sm" loading={busy} disabled={!isWhole}>
            {say.go}
          </Button>
        </div>
      </form>
    </GateCard>
  )
}
