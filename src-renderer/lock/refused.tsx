import { Button } from '@mantine/core'
import { getGate } from '../../shared/access/get-gate.ts'
import { keyOf, queryClient } from '../kernel/queries.ts'
import { wordsOf } from '../kernel/words.ts'
import { GateCard } from './gate-card.tsx'

/** The workstation cannot be used. What is wrong with a disk may be put right beside it, and is then looked at again. */
export function Refused({ reason }: { reason: string }) {
  return (
    <GateCard title="Holdfast cannot start here" wide>
      <p role="alert" style={{ marginTop: 16 }}>
        {wordsOf(reason)}
      </p>
      {reason.startsWith('store.') && (
        <Button
          mt="md"
          size="sm"
          onClick={() => void queryClient.invalidateQueries({ queryKey: keyOf(getGate, {}) })}
        >
          Try again
        </Button>
      )}
    </GateCard>
  )
}
