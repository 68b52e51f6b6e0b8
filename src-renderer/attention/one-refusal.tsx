import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { discardRefused, retryRefused } from '../../shared/attention/settle-refused.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'

/** Something the cloud did not take: it stays in sight here until it is sent again or given up, with a reason. */
export function OneRefusal({ op, why, onDone }: { op: string; why: string; onDone(): void }) {
  const [reason, setReason] = useState('')
  const after = (words: string) => ({
    onSuccess: () => {
      notify(words)
      onDone()
    },
    onError: (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem' as const),
  })
  const retry = useRun(retryRefused, after('It will be sent again.'))
  const discard = useRun(discardRefused, after('Given up. Its text stays in the record of what was refused.'))
  return (
    <>
      <Text size="sm">{why}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        This workstation still shows it as it was entered. Nobody else sees it.
      </Text>
      <Group mt={12}>
        <Button loading={retry.isPending} onClick={() => retry.mutate({ op })}>
          Send it again
        </Button>
      </Group>
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
          loading={discard.isPending}
          onClick={() => discard.mutate({ op, reason })}
        >
          Give it up
        </Button>
      </Group>
    </>
  )
}
