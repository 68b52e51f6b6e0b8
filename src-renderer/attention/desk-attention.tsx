/** What waits for the front desk, which reads no charts: two versions of the schedule, and what of its own work was not taken. */
import { Button, Group, Text } from '@mantine/core'
import { discardDeskRefused, listDeskRefused, retryDeskRefused } from '../../shared/attention/desk-refused.ts'
import type { listAttention } from '../../shared/attention/list-attention.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { listConflicts } from '../../shared/schedule/list-conflicts.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { GiveUp } from './give-up.tsx'

type Attention = OutputOf<typeof listAttention>

/** As those who read charts get it, of the schedule alone. */
export function useDeskAttention(enabled: boolean): {
  data: Attention | undefined
  error: AppError | null
} {
  const conflicts = useAsk(listConflicts, {}, { enabled })
  const refused = useAsk(listDeskRefused, {}, { enabled })
  const error = conflicts.error ?? refused.error
  if (!enabled || !conflicts.data || !refused.data) return { data: undefined, error }
  const lines = conflicts.data.conflicts
    .filter(({ mine }) => mine)
    .map((each): Attention['conflicts'][number] => ({
      conflictId: each.conflictId,
      kind: each.kind,
      safety: 'low',
      fields: each.fields.map(({ field }) => field),
      entityType: each.entityType,
      entityId: each.entityId,
      patientId: each.patientId,
      patientName: each.patientName,
      title: each.title,
      madeAt: each.madeAt,
    }))
  return { data: { conflicts: lines, refused: refused.data.refused, files: [] }, error }
}

/** Sent again once what stood in its way is gone, or given up with a reason and entered anew. */
export function DeskRefusal({ op, why, onDone }: { op: string; why: string; onDone(): void }) {
  const after = (words: string) => ({
    onSuccess: () => {
      notify(words)
      onDone()
    },
    onError: (error: AppError) => notify(wordsFor(error), 'problem' as const),
  })
  const retry = useRun(retryDeskRefused, after('It will be sent again.'))
  const discard = useRun(discardDeskRefused, after('Given up.'))
  return (
    <>
      <Text size="sm">{why}</Text>
      <Text size="sm" c="dimmed" mt={4}>
        This workstation still shows it as it was entered. Nobody else sees it.
      </Text>
      <Group mt={16}>
        <Button loading={retry.isPending} onClick={() => retry.mutate({ op })}>
          Send it again
        </Button>
      </Group>
      <GiveUp busy={discard.isPending} onGiveUp={(reason) => discard.mutate({ op, reason })} />
    </>
  )
}
