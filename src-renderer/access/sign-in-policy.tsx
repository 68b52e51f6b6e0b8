/** How people come in at every workstation of the practice. */
import { Button, NumberInput, Radio } from '@mantine/core'
import { useState } from 'react'
import { leaseHours, privilegedHours } from '../../shared/access/grant.ts'
import { idleLimits } from '../../shared/kernel/limits.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import signIn from './sign-in.module.css'

type Policy = OutputOf<typeof getSignInPolicy>

export function SignInPolicy() {
  const answer = useAsk(getSignInPolicy, {})
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  return answer.data ? <Form key={answer.data.version} policy={answer.data} /> : null
}

function Form({ policy }: { policy: Policy }) {
  const [factor, setFactor] = useState<'everyone' | 'nobody'>(policy.secondFactor ?? 'everyone')
  const [hours, setHours] = useState<number | ''>(policy.leaseHours ?? leaseHours.usual)
  const [idle, setIdle] = useState<number | ''>(policy.idleMinutes ?? idleLimits.usual)
  const save = useRun(setSignInPolicy, {
    onSuccess: () => notify('Saved. Every workstation follows as soon as it reaches the cloud.'),
  })
  const isHours = hours !== '' && hours >= leaseHours.least && hours <= leaseHours.most
  const isIdle = idle !== '' && idle >= idleLimits.least && idle <= idleLimits.most
  const isChanged =
    factor !== (policy.secondFactor ?? 'everyone') ||
    hours !== (policy.leaseHours ?? leaseHours.usual) ||
    idle !== (policy.idleMinutes ?? idleLimits.usual)
  return (
    <form
      className={signIn['policy']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isHours && isIdle)
          save.mutate({ secondFactor: factor, leaseHours: hours, idleMinutes: idle, version: policy.version })
      }}
    >
      <Radio.Group
        label="Second factor"
        value={factor}
        onChange={(value) => setFactor(value === 'nobody' ? 'nobody' : 'everyone')}
      >
        <div className={signIn['radios']}>
          <Radio
            value="everyone"
            label="Everybody comes in with a second factor"
            description="A code from an app on their phone, beside the password. Whoever has none yet sets one up when they next sign in."
          />
          <Radio
            value="nobody"
            label="The password alone is enough"
            description="Whoever learns a password then comes in with it. Whoever has set a second factor keeps it."
          />
        </div>
      </Radio.Group>
      <NumberInput
        label="How long a workstation gets on without the cloud, in hours"
        description={`From ${leaseHours.least} to ${leaseHours.most}. When it has run out, people come in again once the cloud was reached. Rights of administration and export lapse after ${privilegedHours} hours already: what they undo is not undone by an outage.`}
        min={leaseHours.least}
        max={leaseHours.most}
        allowDecimal={false}
        hideControls
        styles={{ input: { width: 120 } }}
        value={hours}
        onChange={(value) => setHours(typeof value === 'number' ? value : '')}
        error={!isHours && `A number of hours, from ${leaseHours.least} to ${leaseHours.most}.`}
      />
      <NumberInput
        label="Minutes without a key or a hand on the mouse before a workstation locks"
        description={`From ${idleLimits.least} to ${idleLimits.most}. Whoever still sits there is told half a minute before. What was being typed is kept.`}
        min={idleLimits.least}
        max={idleLimits.most}
        allowDecimal={false}
        hideControls
        styles={{ input: { width: 120 } }}
        value={idle}
        onChange={(value) => setIdle(typeof value === 'number' ? value : '')}
        error={!isIdle && `A number of minutes, from ${idleLimits.least} to ${idleLimits.most}.`}
      />
      {save.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(save.error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={!isHours || !isIdle || !isChanged}>
          Save for every workstation
        </Button>
      </div>
    </form>
  )
}
