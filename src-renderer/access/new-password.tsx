/** The present password and the one that takes its place: in the dialog, and in place of the workstation where it has to be. */
import { useState } from 'react'
import { changePassword } from '../../shared/access/change-password.ts'
import { passwordFault, shortestPassword } from '../../shared/access/password-rules.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { flushDrafts } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import type { Me } from '../kernel/me.ts'
import { useShownCode } from '../kernel/shown-code.ts'
import { wordsOf } from '../kernel/words.ts'
import { PasswordField } from '../lock/password-field.tsx'

/** `done`: before the recovery code that goes with it is shown in place of everything else. */
export function useNewPassword(
  { displayName, practiceName, passwords }: Pick<Me, 'displayName' | 'practiceName' | 'passwords'>,
  done: () => void,
) {
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const around = { username: '', displayName, practiceName }
  const fault = next === '' ? null : passwordFault(next, around, passwords)
  const { problem, busy, attempt, forget } = useAttempt(() => setPassword(''))
  const clear = () => {
    setPassword('')
    setNext('')
    forget()
  }
  const submit = attempt(async () => {
    if (fault) return
    const { recoveryCode } = await run(changePassword, { password, next })
    await flushDrafts()
    clear()
    done()
    useShownCode.getState().show({ own: recoveryCode, practice: null })
  })
  const fields = (
    <>
      <PasswordField
        mt="md"
        label="Your present password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={problem}
        data-autofocus
        autoFocus
      />
      <PasswordField
        mt="md"
        label="The new one"
        description={`At least ${passwords.passwordLength ?? shortestPassword} characters, any characters. Four or five unrelated words do well.`}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={fault && wordsOf(`password.${fault}`)}
      />
    </>
  )
  return { fields, submit, busy, clear, isReady: password !== '' && next !== '' && fault === null }
}
