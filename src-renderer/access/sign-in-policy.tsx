/** How people come in at every workstation of the practice. */
import { Button, NumberInput, Radio, Textarea } from '@mantine/core'
import { useState } from 'react'
import { leaseHours, privilegedHours } from '../../shared/access/grant.ts'
import { keyMonths } from '../../shared/access/key-policy.ts'
import { passwordLimits } from '../../shared/access/password-policy.ts'
import { shortestPassword } from '../../shared/access/password-rules.ts'
import { getSignInPolicy, setSignInPolicy } from '../../shared/access/sign-in-policy.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { idleLimits } from '../../shared/kernel/limits.ts'
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

type Limits = Readonly<{ least: number; most: number }>
type FigureProps = Readonly<{
  label: string
  description: string
  /** What it counts, in the plural. */
  of: string
  limits: Limits
  value: number | ''
  onChange(value: number | ''): void
  /** Nothing is an answer too. */
  mayBeEmpty?: boolean
}>

const isWithin = (value: number | '', { least, most }: Limits, mayBeEmpty = false): boolean =>
  value === '' ? mayBeEmpty : value >= least && value <= most

function Figure({ of, limits, value, onChange, mayBeEmpty = false, ...rest }: FigureProps) {
  const { least, most } = limits
  return (
    <NumberInput
      {...rest}
      min={least}
      max={most}
      clampBehavior="none"
      allowDecimal={false}
      hideControls
      styles={{ input: { width: 120 } }}
      value={value}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : '')}
      error={!isWithin(value, limits, mayBeEmpty) && `A number of ${of}, from ${least} to ${most}.`}
    />
  )
}

const { length, days, words } = passwordLimits

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]/)
      .map((word) => word.trim().replaceAll(/\s+/g, ' '))
      .filter((word) => word !== ''),
  ),
]

function faultOfWords(given: readonly string[]): string | null {
  const odd = given.find((word) => word.length < 3 || word.length > words.letters)
  if (odd !== undefined)
    return `“${odd.slice(0, words.letters)}” has not between 3 and ${words.letters} letters.`
  return given.length > words.most ? `At most ${words.most} words.` : null
}

/** As the page has it: what is empty is as the product has it, or never. */
const shownOf = (policy: Policy) => ({
  factor: policy.secondFactor ?? ('everyone' as const),
  hours: policy.leaseHours ?? leaseHours.usual,
  idle: policy.idleMinutes ?? idleLimits.usual,
  months: policy.keyMonths ?? keyMonths.usual,
  least: policy.passwordLength ?? shortestPassword,
  ends: policy.passwordDays ?? ('' as const),
  taken: (policy.passwordWords ?? []).join('\n'),
})

function Form({ policy }: { policy: Policy }) {
  const before = shownOf(policy)
  const [factor, setFactor] = useState<'everyone' | 'nobody'>(before.factor)
  const [hours, setHours] = useState<number | ''>(before.hours)
  const [idle, setIdle] = useState<number | ''>(before.idle)
  const [months, setMonths] = useState<number | ''>(before.months)
  const [least, setLeast] = useState<number | ''>(before.least)
  const [ends, setEnds] = useState<number | ''>(before.ends)
  const [taken, setTaken] = useState(before.taken)
  const save = useRun(setSignInPolicy, {
    onSuccess: () => notify('Saved. Every workstation follows as soon as it reaches the cloud.'),
  })
  const given = wordsIn(taken)
  const fault = faultOfWords(given)
  const isRight =
    isWithin(hours, leaseHours) &&
    isWithin(idle, idleLimits) &&
    isWithin(months, keyMonths) &&
    isWithin(least, length) &&
    isWithin(ends, days, true) &&
    fault === null
  const now = { factor, hours, idle, months, least, ends, taken: given.join('\n') }
  const isChanged = JSON.stringify(now) !== JSON.stringify(before)
  return (
    <form
      className={signIn['policy']}
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight && hours !== '' && idle !== '' && months !== '' && least !== '')
          save.mutate({
            secondFactor: factor,
            leaseHours: hours,
            idleMinutes: idle,
            keyMonths: months,
            passwordLength: least,
            passwordDays: ends === '' ? null : ends,
            passwordWords: given.length === 0 ? null : given,
            version: policy.version,
          })
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
      <Figure
        label="How long a workstation gets on without the cloud, in hours"
        description={`From ${leaseHours.least} to ${leaseHours.most}. When it has run out, people come in again once the cloud was reached. Rights of administration and export lapse after ${privilegedHours} hours already: what they undo is not undone by an outage.`}
        of="hours"
        limits={leaseHours}
        value={hours}
        onChange={setHours}
      />
      <Figure
        label="Minutes without a key or a hand on the mouse before a workstation locks"
        description={`From ${idleLimits.least} to ${idleLimits.most}. Whoever still sits there is told half a minute before. What was being typed is kept.`}
        of="minutes"
        limits={idleLimits}
        value={idle}
        onChange={setIdle}
      />
      <Figure
        label="Months until the key of a computer’s records is changed"
        description={`From ${keyMonths.least} to ${keyMonths.most}. It is changed at the next sign-in after that, which takes a moment longer; every password stays good.`}
        of="months"
        limits={keyMonths}
        value={months}
        onChange={setMonths}
      />
      <Figure
        label="Least length of a password, in characters"
        description={`From ${length.least} to ${length.most}. Whoever has a shorter one chooses another when they next sign in, before anything else.`}
        of="characters"
        limits={length}
        value={least}
        onChange={setLeast}
      />
      <Figure
        label="Days until another password is asked for"
        description={`From ${days.least} to ${days.most}; empty for never. People who must change theirs again and again choose weaker ones: set it only where an insurer or a rule of the house insists.`}
        of="days"
        limits={days}
        value={ends}
        onChange={setEnds}
        mayBeEmpty
      />
      <Textarea
        label="Words a password may not be made of"
        description="One on each line: the name of the house, the street, the town, the team. They may stand in a password, but do not count as part of it."
        autosize
        minRows={2}
        maxRows={8}
        styles={{ root: { width: '100%' } }}
        value={taken}
        onChange={(event) => setTaken(event.currentTarget.value)}
        error={fault}
        autoComplete="off"
        spellCheck={false}
      />
      {save.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(save.error)}
        </p>
      )}
      <div className={classes['buttons']}>
        <Button type="submit" loading={save.isPending} disabled={!isRight || !isChanged}>
          Save for every workstation
        </Button>
      </div>
    </form>
  )
}
