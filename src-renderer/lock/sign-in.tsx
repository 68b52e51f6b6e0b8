import { Anchor, Button, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { getGate } from '../../shared/access/get-gate.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { takeList, type Said } from '../access/take-revocations.ts'
import { openPackAlone } from '../../shared/downtime/open-pack-alone.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { keyOf, queryClient } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { ChangingKey } from './changing-key.tsx'
import type { GateAnswer } from './gate.tsx'
import { GateCard } from './gate-card.tsx'
import classes from './gate-card.module.css'
import { PasswordField } from './password-field.tsx'
import { useSecondsLeft, WaitingNotice, type Waiting } from './waiting.tsx'

type Props = { gate: GateAnswer; onSignedIn(): void; onForgotten(): void; onInvited(): void; onKit(): void }

export function SignIn({ gate, onSignedIn, onForgotten, onInvited, onKit }: Props) {
  const [locked, setLocked] = useState(gate.lockedUser)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [list, setList] = useState<Said | null>(null)
  /** The password was right, and the store does not open. `asksCode`: it is asked for once more. */
  const [closed, setClosed] = useState<Readonly<{ asksCode: boolean }> | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const who = locked?.username ?? username
  const [waiting, setWaiting] = useState<(Waiting & { seconds: number }) | null>(null)
  // the wait is of one name; somebody else may come in meanwhile
  const left = useSecondsLeft(waiting?.username === who ? waiting : null)

  const fail = (error: unknown) => {
    const seconds =
      error instanceof AppError && error.reason === 'sign-in.wait' ? error.params['seconds'] : null
    setWaiting(seconds ? waitFor(who, Number(seconds)) : null)
    setProblem(error instanceof AppError && !seconds ? wordsFor(error) : null)
    // the one that was typed may not be taken again
    setCode('')
    setBusy(false)
  }

  const enter = async () => {
    if (busy || left > 0) return
    setBusy(true)
    try {
      await run(signIn, { username: who, password, code: locked ? '' : code })
      onSignedIn()
    } catch (error) {
      const noStore = error instanceof AppError && error.reason.startsWith('store.')
      fail(error)
      setClosed(noStore ? { asksCode: code !== '' } : null)
      // it opens the downtime pack too
      if (noStore) return codeField.current?.focus()
      setPassword('')
      field.current?.focus()
    }
  }

  const openPack = async () => {
    if (busy || left > 0) return
    setBusy(true)
    try {
      await run(openPackAlone, { username: who, password, code: locked ? '' : code })
      await queryClient.invalidateQueries({ queryKey: keyOf(getGate, {}) })
    } catch (error) {
      fail(error)
    }
  }

  return (
    <GateCard
      title={locked ? locked.displayName : (gate.practiceName ?? 'Sign in')}
      lead={
        locked
          ? `Locked. What you were doing is kept. ${gate.practiceName ?? ''}`
          : 'Sign in to this workstation.'
      }
    >
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void (closed ? openPack() : enter())
        }}
      >
        {!locked && (
          <TextInput
            label="User name"
            size="sm"
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            autoFocus
            required
            withAsterisk={false}
          />
        )}
        <PasswordField
          ref={field}
          label="Password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoFocus={locked !== null}
          required
          withAsterisk={false}
        />
        {!locked && (
          <TextInput
            ref={codeField}
            label="Code from your authenticator"
            description={
              closed
                ? 'Once more: the code that is shown now, or another spare code. Empty where you have not set one up.'
                : 'Six digits, or one of your spare codes. Empty where you have not set one up.'
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            size="sm"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        {gate.reason && (
          <div role="alert" className={classes['notice']} data-tone="warn">
            {wordsOf(gate.reason)}
          </div>
        )}
        <div role="alert" hidden={problem === null} className={classes['notice']} data-tone="problem">
          {problem}
        </div>
        {busy && <ChangingKey />}
        {waiting && left > 0 && <WaitingNotice seconds={left} first={waiting.seconds} />}
        {closed && (
          <>
            <Text size="sm">
              The downtime pack may still be there: schedule, patients and blank forms as they were last made,
              to read and to print.
            </Text>
            <Button
              type="submit"
              size="sm"
              loading={busy}
              disabled={left > 0}
              fullWidth
              autoFocus={!closed.asksCode}
            >
              Open the downtime pack
            </Button>
          </>
        )}
        <Button
          type={closed ? 'button' : 'submit'}
          onClick={() => closed && void enter()}
          size="sm"
          loading={busy && !closed}
          disabled={left > 0}
          fullWidth
          variant={closed ? 'default' : 'filled'}
        >
          {closed ? 'Try again' : locked ? 'Unlock' : 'Sign in'}
        </Button>
        <div className={classes['actions']}>
          {locked ? (
            <Anchor component="button" type="button" size="sm" onClick={() => setLocked(null)}>
              Someone else
            </Anchor>
          ) : (
            <Anchor component="button" type="button" size="sm" onClick={onInvited}>
              I have an invitation
            </Anchor>
          )}
          <Anchor component="button" type="button" size="sm" onClick={onForgotten}>
            Use a recovery code
          </Anchor>
        </div>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={() => void takeList().then(setList)}>
            Bring in a list of revocations…
          </Anchor>
          {gate.kit && !locked && (
            <Anchor component="button" type="button" size="sm" onClick={onKit}>
              Emergency kit…
            </Anchor>
          )}
        </div>
        {list && (
          <div
            role={list.isProblem ? 'alert' : 'status'}
            className={classes['notice']}
            data-tone={list.isProblem ? 'problem' : 'plain'}
          >
            {list.text}
          </div>
        )}
        {gate.demo && (
          <Demo demo={gate.demo} onFill={(name, word) => (setUsername(name), setPassword(word))} />
        )}
      </form>
    </GateCard>
  )
}

const waitFor = (username: string, seconds: number) => ({
  username,
  seconds,
  until: performance.now() + seconds * 1000,
})

function Demo({
  demo,
  onFill,
}: {
  demo: NonNullable<GateAnswer['demo']>
  onFill(name: string, word: string): void
}) {
  return (
    <div className={classes['notice']} data-tone="warn">
      <Text size="sm" fw={500} c="inherit">
        Demonstration. Every patient here is made up.
      </Text>
      <Text size="sm" c="inherit">
        User name <b>{demo.username}</b>, password <b>{demo.password}</b>
      </Text>
      {demo.keyInFile && (
        <Text size="sm" c="inherit" mt={4}>
          This computer has no keychain, so the device key is in a file beside the data. That protects
          nothing: never use this for real patients.
        </Text>
      )}
      <Button variant="default" mt={8} onClick={() => onFill(demo.username, demo.password)}>
        Fill in
      </Button>
    </div>
  )
}
