import { Button, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import { renewRecoveryCode } from '../../shared/access/renew-recovery-code.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { flushDrafts } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { useShownCode } from '../kernel/shown-code.ts'
import { PasswordField } from '../lock/password-field.tsx'

/** Asks for the password, then shows the new code in place of everything else. */
export function RenewRecoveryCode({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [password, setPassword] = useState('')
  const { problem, busy, attempt, forget } = useAttempt(() => setPassword(''))
  const close = () => {
    setPassword('')
    forget()
    onClose()
  }
  const submit = attempt(async () => {
    const { recoveryCode } = await run(renewRecoveryCode, { password })
    await flushDrafts()
    close()
    useShownCode.getState().show({ own: recoveryCode, practice: null })
  })
  return (
    <Modal opened={opened} onClose={close} title="New recovery code" size="sm">
      <form onSubmit={submit}>
        <p>The sheet you have now becomes void. The new code is shown once: have the printer ready.</p>
        <PasswordField
          mt="md"
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problem}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={close}>
            Keep the old one
          </Button>
          <Button type="submit" size="sm" loading={busy} disabled={password === ''}>
            Show the new code
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
