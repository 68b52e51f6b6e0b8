import { Button, Group, Modal } from '@mantine/core'
import { useMe } from '../kernel/me.ts'
import { useNewPassword } from './new-password.tsx'

/** One's own password, for another; the recovery code that goes with it is then shown in place of everything else. */
export function ChangePassword({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const { fields, submit, busy, clear, isReady } = useNewPassword(useMe(), onClose)
  const close = () => {
    clear()
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title="Change your password" size="sm">
      <form onSubmit={submit}>
        <p>
          The new one opens every computer of the practice as soon as it has heard of it. Your recovery code
          changes with it and is shown once: have the printer ready.
        </p>
        {fields}
        <Group justify="flex-end" mt="md">
          <Button variant="default" size="sm" onClick={close}>
            Keep it
          </Button>
          <Button type="submit" size="sm" loading={busy} disabled={!isReady}>
            Change it
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
