/** Whether this workstation can be opened when its keys are lost, and how that is brought about. */
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { confirmPracticeCode } from '../../shared/access/confirm-practice-code.ts'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { renewPracticeCode } from '../../shared/access/renew-practice-code.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { flushDrafts } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk } from '../kernel/queries.ts'
import { useShownCode } from '../kernel/shown-code.ts'
import { wordsFor } from '../kernel/words.ts'
import { PasswordField } from '../lock/password-field.tsx'
import classes from './cloud.module.css'

type Answer = OutputOf<typeof getPracticeCode>

export function PracticeCode({ mayRenew }: { mayRenew: boolean }) {
  const { data: it } = useAsk(getPracticeCode, {})
  const [doing, setDoing] = useState<'renew' | 'confirm' | null>(null)
  if (!it) return null
  return (
    <section className={classes['standing']} aria-labelledby="practice-code">
      <h2 id="practice-code">If this computer’s keys are lost</h2>
      <Facts it={it} />
      {doing === 'renew' && <RenewForm it={it} onDone={() => setDoing(null)} />}
      {doing === 'confirm' && <ConfirmForm onDone={() => setDoing(null)} />}
      {doing === null && (
        <div className={`${classes['formTools']} ${classes['change']}`}>
          {it.offeredAt !== null && <Button onClick={() => setDoing('confirm')}>Follow the new code</Button>}
          {mayRenew && (
            <Button variant="default" onClick={() => setDoing('renew')}>
              {it.madeAt === null ? 'Make the practice’s recovery code' : 'New practice recovery code'}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

function Facts({ it }: { it: Answer }) {
  return (
    <dl className={classes['facts']}>
      <dt>Practice recovery code</dt>
      <dd>
        {it.madeAt === null
          ? 'None opens this computer. If its keychain is lost and nobody has a code of their own, what was not sent is lost.'
          : it.isSealed
            ? `The one of ${dateTimeText(it.madeAt)} opens this computer`
            : `The one of ${dateTimeText(it.madeAt)}; it opens this computer after the next sign-in`}
      </dd>
      {it.letters !== null && (
        <>
          <dt>Letters of its key</dt>
          <dd className={classes['code']}>{it.letters}</dd>
        </>
      )}
      {it.offeredAt !== null && (
        <>
          <dt>New code</dt>
          <dd>
            One of another key was made on another workstation on {dateTimeText(it.offeredAt)}. This computer
            follows it when somebody has typed the letters of the new sheet here. Keep the sheet before until
            then.
          </dd>
        </>
      )}
      {it.workstations !== null && (
        <>
          <dt>In the practice</dt>
          <dd>{followText(it.workstations)}</dd>
        </>
      )}
      {it.used !== null && (
        <>
          <dt>Used</dt>
          <dd>
            Somebody came in here with the practice’s code on {dateTimeText(it.used.at)}, as {it.used.as}. If
            that was not meant, tell who is responsible for security. Make a new code, since this one has been
            out of its safe.
          </dd>
        </>
      )}
    </dl>
  )
}

function followText({ sealed, workstations }: NonNullable<Answer['workstations']>): string {
  if (sealed < workstations) return `${sealed} of ${workstations} workstations follow the latest key`
  return workstations === 1
    ? 'Its one workstation follows the latest key'
    : `All ${workstations} workstations follow the latest key`
}

/** A form that asks for the password, and what it does with it. */
function useAsking(work: (password: string) => Promise<void>) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    try {
      await work(password)
    } catch (error) {
      setProblem(error instanceof AppError ? wordsFor(error) : null)
      setPassword('')
      setBusy(false)
    }
  }
  const field = (
    <PasswordField
      label="Your password"
      value={password}
      onChange={(event) => setPassword(event.currentTarget.value)}
    />
  )
  const alert = (
    <div role="alert" hidden={problem === null} className={classes['problem']}>
      {problem}
    </div>
  )
  return { submit: (event: FormEvent) => void submit(event), field, alert, busy, typed: password !== '' }
}

function RenewForm({ it, onDone }: { it: Answer; onDone(): void }) {
  const [code, setCode] = useState('')
  const { submit, field, alert, busy, typed } = useAsking(async (password) => {
    const practice = await run(renewPracticeCode, { password, code: code.trim() === '' ? null : code })
    await flushDrafts()
    onDone()
    useShownCode.getState().show({ own: null, practice })
  })
  return (
    <form
      className={`${classes['form']} ${classes['narrow']}`}
      aria-label="New practice recovery code"
      onSubmit={submit}
    >
      {it.madeAt !== null && (
        <TextInput
          size="sm"
          label="The code before"
          description="With it every workstation follows by itself. Where the sheet is lost, or somebody else may have seen it, leave this empty: then the new letters are typed on each workstation."
          placeholder="0000-0000-0000-0000-0000-0000-0000-0000-0000"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
      )}
      {field}
      {alert}
      <div className={classes['formTools']}>
        <Button type="submit" loading={busy} disabled={!typed}>
          Show the new code
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

function ConfirmForm({ onDone }: { onDone(): void }) {
  const [letters, setLetters] = useState('')
  const { submit, field, alert, busy, typed } = useAsking(async (password) => {
    await run(confirmPracticeCode, { password, letters })
    notify('The new sheet opens this computer from now on.')
    onDone()
  })
  return (
    <form
      className={`${classes['form']} ${classes['narrow']}`}
      aria-label="Follow the new code"
      onSubmit={submit}
    >
      <TextInput
        size="sm"
        label="Letters of the key, from the new sheet"
        placeholder="0000-0000-0000-0000"
        value={letters}
        onChange={(event) => setLetters(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        autoFocus
      />
      {field}
      {alert}
      <div className={classes['formTools']}>
        <Button type="submit" loading={busy} disabled={!typed || letters.trim() === ''}>
          Follow it
        </Button>
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
