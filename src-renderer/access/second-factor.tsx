import { Anchor, Button, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { getMe } from '../../shared/access/get-me.ts'
import { dateText } from '../kernel/dates.ts'
import type { Me } from '../kernel/me.ts'
import { keyOf, queryClient } from '../kernel/queries.ts'
import { useSecondFactorScreen } from '../kernel/second-factor-screen.ts'
import { GateCard } from '../lock/gate-card.tsx'
import classes from '../lock/gate-card.module.css'
import { BeginSecondFactor, type Sheet } from './begin-second-factor.tsx'
import { FinishSecondFactor } from './finish-second-factor.tsx'
import { RenewSpareCodes } from './renew-spare-codes.tsx'
import { SpareCodes } from './spare-codes.tsx'

type Step =
  | Readonly<{ at: 'choose' | 'begin' | 'renew' }>
  | Readonly<{ at: 'finish'; sheet: Sheet }>
  | Readonly<{ at: 'codes'; codes: readonly string[] }>

/** In place of the workstation: where it has to be set up first, and where somebody asked for it. */
export function SecondFactor({ me, onSignOut }: { me: Me; onSignOut(): void }) {
  // what it was when this was opened: the steps change it
  const [before] = useState(me)
  const first: Step = { at: before.secondFactor === null ? 'begin' : 'choose' }
  const [step, setStep] = useState<Step>(first)
  const { open, close } = useSecondFactorScreen()
  // it is over when the codes are printed, and not as soon as the vault says that it is set up
  useEffect(open, [open])
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: keyOf(getMe, {}) })
    close()
  }
  const leave =
    before.mustFirst === null
      ? { name: 'Back to work', go: () => void done() }
      : { name: 'Sign out', go: onSignOut }
  const showCodes = (codes: readonly string[]) => setStep({ at: 'codes', codes })

  if (step.at === 'codes')
    return (
      <SpareCodes
        codes={step.codes}
        displayName={before.displayName}
        practiceName={before.practiceName}
        onDone={() => void done()}
      />
    )
  if (step.at === 'renew') return <RenewSpareCodes onBack={() => setStep(first)} onRenewed={showCodes} />
  if (step.at === 'finish')
    return (
      <FinishSecondFactor sheet={step.sheet} onBack={() => setStep({ at: 'begin' })} onFinished={showCodes} />
    )
  if (step.at === 'begin')
    return (
      <BeginSecondFactor
        again={before.secondFactor !== null}
        leave={leave}
        onBegun={(sheet) => setStep({ at: 'finish', sheet })}
      />
    )
  return (
    <GateCard
      title="Your second factor"
      lead={`Set up on ${dateText(before.secondFactor)}. You sign in with your password and a code of your authenticator, or one of your spare codes.`}
    >
      <Stack gap={10} mt={20}>
        <Button size="sm" autoFocus onClick={() => setStep({ at: 'renew' })}>
          New spare codes
        </Button>
        <Button size="sm" variant="default" onClick={() => setStep({ at: 'begin' })}>
          Set it up again, for another telephone
        </Button>
        <div className={classes['actions']}>
          <Anchor component="button" type="button" size="sm" onClick={leave.go}>
            {leave.name}
          </Anchor>
        </div>
      </Stack>
    </GateCard>
  )
}
