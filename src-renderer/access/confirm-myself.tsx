import { Button, Group, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { confirmMyself } from '../../shared/access/confirm-myself.ts'
import { useAttempt } from '../kernel/attempt.ts'
import { useConfirming } from '../kernel/confirming.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { PasswordField } from '../lock/password-field.tsx'

/** Asks for the password once more before what cannot be taken back lightly. What was asked for then goes on by itself. */
export function ConfirmMyself() {
  const { asked, answer } = useConfirming()
  const me = useMe()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const empty = () => {
    setPassword('')
    setCode('')
  }
  const { problem, busy, attempt, forget } = useAttempt(empty)
  const end = (confirmed: boolean) => {
    empty()
    forget()
    answer(confirmed)
  }
  const submit = attempt(async () => {
    await run(confirmMyself, { password, code })
    end(true)
  })
  return (
    <Modal opened={asked} onClose={() => end(false)} title="Is it still you?" size="sm" zIndex={400}>
      <form
        onSubmit={(event) => {
          // a form this stands over has nothing to do with it
          event.stopPropagation()
          submit(event)
        }}
      >
        <p>Some minutes have passed since you gave your password, and this asks for it once more.</p>
        <PasswordField
          mt="md"
          label="Your password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={problem}
          data-autofocus
        />
        {me.secondFactor !== null && (
          <TextInput
            mt="md"
            label="Code from your authenticator"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
        )}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={() => end(false)}>
            Leave it
          </Button>
          <Button type="submit" size="sm" loading={busy} disabled={password === ''}>
            Go on
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
