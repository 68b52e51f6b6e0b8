import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { changePassword } from '../../shared/access/change-password.ts'
import { passwordFault } from '../../shared/access/password-rules.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { flushDrafts } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { useShownCode } from '../kernel/shown-code.ts'
import { wordsOf } from '../kernel/words.ts'
import { PasswordField } from '../lock/password-field.tsx'

/** One's own password, for another; the recovery code that goes with it is then shown in place of everything else. */
export function ChangePassword({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const me = useMe()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const around = { username: '', displayName: me.displayName, practiceName: me.practiceName }
  const fault = next === '' ? null : passwordFault(next, around)
  const { problem, busy, attempt, forget } = useAttempt(() => setPassword(''))
  const close = () => {
    setPassword('')
    setNext('')
    forget()
    onClose()
  }
  const submit = attempt(async () => {
    if (fault) return
    const { recoveryCode } = await run(changePassword, { password, next })
    await flushDrafts()
    close()
    useShownCode.getState().show({ own: recoveryCode, practice: null })
  })
  return (
    <Modal opened={opened} onClose={close} title="Change your password" size="sm">
      <form onSubmit={submit}>
        <p>
          The new one opens every computer of the practice as soon as it has heard of it. Your recovery code
          changes with it and is shown once: have the printer ready.
        </p>
        <PasswordField
          mt="md"
          label="Your present password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problem}
          data-autofocus
        />
        <PasswordField
          mt="md"
          label="The new one"
          description="At least 15 characters, any characters. Four or five unrelated words do well."
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          error={fault && wordsOf(`password.${fault}`)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={close}>
            Keep it
          </Button>
          <Button
            type="submit"
            size="sm"
            loading={busy}
            disabled={password === '' || next === '' || fault !== null}
          >
            Change it
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
