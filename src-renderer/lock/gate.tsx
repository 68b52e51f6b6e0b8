import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getGate } from '../../shared/access/get-gate.ts'
import { useState } from 'react'
import type { ShownCodes } from '../kernel/shown-code.ts'
import { FirstRun } from './first-run.tsx'
import { JoinPractice } from './join-practice.tsx'
import { OpenWithKit } from './open-with-kit.tsx'
import { Recover } from './recover.tsx'
import { RecoverPractice } from './recover-practice.tsx'
import { RecoveryCode } from './recovery-code.tsx'
import { Refused } from './refused.tsx'
import { SignIn } from './sign-in.tsx'

export type GateAnswer = OutputOf<typeof getGate>

/** The way in, whatever stands in it. */
export function Gate({ gate, onOpened }: { gate: GateAnswer; onOpened(): void }) {
  const [recovering, setRecovering] = useState<'own' | 'invited' | 'practice' | 'kit' | null>(
    // where its key was let go of nobody has a code of their own here
    gate.state !== 'recovery' ? null : gate.reason === 'vault.key-let-go' ? 'practice' : 'own',
  )
  const [joining, setJoining] = useState(false)
  const [codes, setCodes] = useState<ShownCodes | null>(null)
  const setCode = (own: string) => setCodes({ own, practice: null })

  if (codes !== null)
    return <RecoveryCode codes={codes} practiceName={gate.practiceName ?? ''} onDone={onOpened} />
  if (gate.state === 'refused') return <Refused reason={gate.reason ?? 'unexpected'} />
  if (gate.state === 'first-run')
    return joining ? (
      <JoinPractice
        onMade={(code) => (code === null ? onOpened() : setCode(code))}
        onBack={() => setJoining(false)}
      />
    ) : (
      <FirstRun reason={gate.reason} onMade={setCodes} onJoin={() => setJoining(true)} />
    )
  if (recovering === 'kit') return <OpenWithKit onOpened={onOpened} onBack={() => setRecovering(null)} />
  if (recovering !== null) {
    const parts = {
      reason: gate.state === 'recovery' ? gate.reason : null,
      practiceName: gate.practiceName,
      onRecovered: setCode,
      ...(gate.state !== 'recovery' && { onBack: () => setRecovering(null) }),
    }
    const username = gate.lockedUser?.username ?? ''
    if (recovering === 'practice')
      return <RecoverPractice {...parts} username={username} onOwnCode={() => setRecovering('own')} />
    return (
      <Recover
        {...parts}
        as={recovering}
        // whoever is invited is somebody else than who has locked it
        username={recovering === 'invited' ? '' : username}
        onPracticeCode={() => setRecovering('practice')}
      />
    )
  }
  return (
    <SignIn
      gate={gate}
      onSignedIn={onOpened}
      onForgotten={() => setRecovering('own')}
      onKit={() => setRecovering('kit')}
      onInvited={() => setRecovering('invited')}
    />
  )
}
