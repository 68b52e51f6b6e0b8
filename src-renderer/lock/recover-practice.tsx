import { Anchor, Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { readAddress, readEnrolmentCode } from '../../shared/sync/enrol.ts'
import { run } from '../kernel/holdfast.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { ChangingKey } from './changing-key.tsx'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'

type Props = {
  reason: string | null
  username: string
  practiceName: string | null
  onRecovered(code: string): void
  onOwnCode(): void
  onBack?(): void
}

const empty = { code: '', password: '', address: '', enrolment: '' }

/** Back in with the practice's code: the keychain is lost, or nobody who could sign in here is left. */
export function RecoverPractice(props: Props) {
  const [it, setIt] = useState({ ...empty, username: props.username })
  const [withCloud, setWithCloud] = useState(false)
  const [problem, setProblem] = useState<string | null>(props.reason === null ? null : wordsOf(props.reason))
  const [busy, setBusy] = useState(false)
  const fault =
    it.password === ''
      ? null
      : passwordFault(it.password, {
          username: it.username,
          displayName: '',
          practiceName: props.practiceName ?? '',
        })
  const badAddress = withCloud && it.address !== '' && readAddress(it.address) === null
  const badEnrolment = withCloud && it.enrolment !== '' && readEnrolmentCode(it.enrolment) === null
  const isWhole =
    it.username !== '' &&
    it.code !== '' &&
    it.password !== '' &&
    fault === null &&
    (!withCloud || (it.address !== '' && it.enrolment !== '' && !badAddress && !badEnrolment))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy || !isWhole) return
    setBusy(true)
    try {
      const { username, code, password, address, enrolment } = it
      const cloud = withCloud ? { address, code: enrolment } : null
      props.onRecovered((await run(recoverPractice, { username, code, password, cloud })).recoveryCode)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
      // what the computer lacks comes from the cloud
      if (error instanceof AppError && askCloud.has(error.reason)) setWithCloud(true)
      setBusy(false)
    }
  }
  const field = (name: keyof typeof it) => ({
    size: 'sm' as const,
    value: it[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setIt({ ...it, [name]: event.currentTarget.value }),
    autoComplete: 'off',
    spellCheck: false,
  })

  return (
    <GateCard
      title="Use the practice’s recovery code"
      lead="The sheet the practice keeps locked away. What was done on this computer is kept, also what was not sent yet. You come in as yourself, with a password for this computer; that the code was used is recorded."
      wide
    >
      <form className={classes['form']} onSubmit={(event) => void submit(event)}>
        {busy && <ChangingKey />}
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        <TextInput label="User name" autoFocus {...field('username')} />
        <TextInput
          label="Practice recovery code"
          placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
          {...field('code')}
        />
        <PasswordField
          label="New password"
          description="At least 15 characters. Four or five unrelated words do well."
          error={fault && wordsOf(`password.${fault}`)}
          {...field('password')}
        />
        <Checkbox
          size="sm"
          label="Ask the cloud too"
          description="Where this computer’s own copy of its sealed keys is gone, or the code was renewed after this computer last reached the cloud. It also connects this computer again."
          checked={withCloud}
          onChange={(event) => setWithCloud(event.currentTarget.checked)}
        />
        {withCloud && (
          <>
            <TextInput
              label="Address of the cloud"
              placeholder="cloud.clinic.example:8443"
              error={badAddress && wordsOf('enrol.address')}
              {...field('address')}
            />
            <TextInput
              label="One-time code"
              description="From another workstation of the practice: Cloud, Add a workstation. Or from those who run the cloud."
              placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
              error={badEnrolment && wordsOf('enrol.not-a-code')}
              {...field('enrolment')}
            />
          </>
        )}
        <div className={classes['actions']}>
          {props.onBack ? (
            <Anchor component="button" type="button" size="sm" onClick={props.onBack}>
              Back to sign-in
            </Anchor>
          ) : (
            <Anchor component="button" type="button" size="sm" onClick={props.onOwnCode}>
              Use your own recovery code
            </Anchor>
          )}
          <Button type="submit" size="sm" loading={busy} disabled={!isWhole}>
            Open this workstation
          </Button>
        </div>
      </form>
    </GateCard>
  )
}

const askCloud = new Set(['recovery.no-file', 'recovery.file-damaged'])
