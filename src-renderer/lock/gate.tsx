import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getGate } from '../../shared/access/get-gate.ts'
import { useState } from 'react'
import { FirstRun } from './first-run.tsx'
import { JoinPractice } from './join-practice.tsx'
import { Recover } from './recover.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { Refused } from './refused.tsx'
import { SignIn } from './sign-in.tsx'

export type GateAnswer = OutputOf<typeof getGate>

/** The way in, whatever stands in it. */
export function Gate({ gate, onOpened }: { gate: GateAnswer; onOpened(): void }) {
  const [recovering, setRecovering] = useState(gate.state === 'recovery')
  const [joining, setJoining] = useState(false)
  const [code, setCode] = useState<string | null>(null)

  if (code !== null)
    return <RecoveryCode code={code} practiceName={gate.practiceName ?? ''} onDone={onOpened} />
  if (gate.state === 'refused') return <Refused reason={gate.reason ?? 'unexpected'} />
  if (gate.state === 'first-run')
    return joining ? (
      <JoinPractice onMade={setCode} onBack={() => setJoining(false)} />
    ) : (
      <FirstRun onMade={setCode} onJoin={() => setJoining(true)} />
    )
  if (recovering)
    return (
      <Recover
        reason={gate.state === 'recovery' ? gate.reason : null}
        username={gate.lockedUser?.username ?? ''}
        practiceName={gate.practiceName}
        onRecovered={setCode}
        {...(gate.state !== 'recovery' && { onBack: () => setRecovering(false) })}
      />
    )
  return <SignIn gate={gate} onSignedIn={onOpened} onForgotten={() => setRecovering(true)} />
}
