import { Button, NumberInput, Select, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saveSchedulePolicy } from '../../shared/schedule/save-schedule-policy.ts'
import { hoursText, readHours } from '../../shared/schedule/typed-hours.ts'
import administration from '../access/administration.module.css'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './setup.module.css'
import type { Setup } from './setup-panel.tsx'

type Policy = Setup['policy']
const steps = [5, 10, 15, 20, 30, 60] as const

/** How the practice schedules: the grid, how long somebody may wait, why visits are called off, how old papers may be. */
export function PolicyForm({ policy }: { policy: Policy }) {
  const [values, setValues] = useState(policy)
  const [times, setTimes] = useState(hoursText([[policy.dayStart, policy.dayEnd]]))
  const edit = (some: Partial<Policy>) => setValues({ ...values, ...some })
  const save = useRun(saveSchedulePolicy, { onSuccess: () => notify('Saved.') })
  const hours = readHours(times)
  const [dayStart, dayEnd] = hours?.[0] ?? [0, 0]
  const isOne = hours?.length === 1
  const ready = isOne && values.cancelReasons.length > 0 && values.noShowReasons.length > 0
  type Numbers = Exclude<keyof Policy, 'version' | 'stepMinutes' | 'cancelReasons' | 'noShowReasons'>
  const number = (label: string, field: Numbers, suffix: string, most: number) => (
    <NumberInput
      label={label}
      suffix={suffix}
      min={1}
      max={most}
      hideControls
      value={values[field]}
      onChange={(value) => edit({ [field]: Math.max(1, Number(value) || 1) })}
    />
  )
  return (
    <div className={classes['scroll']}>
      <form
        className={classes['form']}
        aria-label="Rules of the schedule"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !save.isPending) save.mutate({ ...values, dayStart, dayEnd })
        }}
      >
        <h2>The grid</h2>
        <div className={administration['pair']}>
          <Select
            label="Step"
            allowDeselect={false}
            data={steps.map((step) => ({ value: String(step), label: `${step} minutes` }))}
            value={String(values.stepMinutes)}
            onChange={(value) => edit({ stepMinutes: steps.find((step) => String(step) === value) ?? 15 })}
          />
          <TextInput
            label="Hours it shows"
            autoComplete="off"
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            description="More where somebody works outside of them."
            error={!isOne && 'One stretch of time, as “8-6”'}
            value={times}
            onChange={(event) => setTimes(event.currentTarget.value)}
          />
        </div>
        <h2>How long somebody may wait</h2>
        <div className={classes['three']}>
          {number('Arrived, for a room', 'arrivedLimit', ' min', 600)}
          {number('In a room, for the provider', 'roomedLimit', ' min', 600)}
          {number('At checkout', 'checkoutLimit', ' min', 600)}
        </div>
        <h2>Why visits are called off</h2>
        <TagsInput
          label="Reasons to cancel"
          maxTags={40}
          value={values.cancelReasons}
          onChange={(cancelReasons) => edit({ cancelReasons })}
        />
        <TagsInput
          label="Reasons for not coming"
          maxTags={40}
          value={values.noShowReasons}
          onChange={(noShowReasons) => edit({ noShowReasons })}
        />
        <h2>What the desk asks for again</h2>
        <div className={administration['pair']}>
          {number('Address and phone, after', 'addressDays', ' days', 3650)}
          {number('Consent, after', 'consentDays', ' days', 3650)}
          {number('Insurance card, after', 'cardDays', ' days', 3650)}
          {number('Eligibility, after', 'eligibilityDays', ' days', 3650)}
        </div>
        {save.error && (
          <p role="alert" className={administration['problem']}>
            {wordsFor(save.error)}
          </p>
        )}
        <div className={administration['buttons']}>
          <Button type="submit" loading={save.isPending} disabled={!ready}>
            Save the rules
          </Button>
        </div>
      </form>
    </div>
  )
}
