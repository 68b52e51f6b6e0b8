/** A change that was not taken is given up, with why. */
import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'

export function GiveUp({ busy, onGiveUp }: { busy: boolean; onGiveUp(reason: string): void }) {
  const [reason, setReason] = useState('')
  return (
    <Group mt={20} align="end">
      <TextInput
        label="Why it is given up"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={300}
        style={{ flex: 1 }}
      />
      <Button
        variant="default"
        disabled={reason.trim() === ''}
        loading={busy}
        onClick={() => onGiveUp(reason)}
      >
        Give it up
      </Button>
    </Group>
  )
}
