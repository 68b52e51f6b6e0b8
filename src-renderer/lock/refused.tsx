import { wordsOf } from '../kernel/words.ts'
import { GateCard } from './gate-card.tsx'

/** The workstation cannot be used, and nothing a person could type here would change that. */
export function Refused({ reason }: { reason: string }) {
  return (
    <GateCard title="Holdfast cannot start here" wide>
      <p role="alert" style={{ marginTop: 16 }}>
        {wordsOf(reason)}
      </p>
    </GateCard>
  )
}
