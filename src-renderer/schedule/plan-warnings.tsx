/** What whoever books should know of a plan before it is one: said beside the form, and in the way of nothing but a limit. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TextInput } from '@mantine/core'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { blockKinds } from '../../shared/schedule/block.ts'
import { getPlanWarnings, type PlanWarning } from '../../shared/schedule/check-plan.ts'
import { useMe } from '../kernel/me.ts'
import { asking } from '../kernel/queries.ts'
import { blockWords } from './block-words.ts'
import classes from './booking.module.css'
import type { planOf } from './plan-values.ts'

type Asked = Readonly<{
  patientId: string | null
  appointmentId: string | null
  withGroup?: boolean
  visitTypeId: string | null
  plan: ReturnType<typeof planOf>
}>

/** Undefined while there is no plan yet, and where it cannot be one. */
export function useCheck({ plan, ...about }: Asked): OutputOf<typeof getPlanWarnings> | undefined {
  const nothing = { startsAt: '1970-01-01T00:00:00.000Z', minutes: 5, locationId: '', providers: [] }
  const { data } = useQuery({
    ...asking(getPlanWarnings, { ...about, plan: plan ?? nothing }),
    enabled: plan !== null && plan.providers.length > 0,
    placeholderData: keepPreviousData,
  })
  return plan === null ? undefined : data
}

const noteOf = (note: string): string => {
  const kind = blockKinds.find((each) => each === note)
  return kind ? blockWords[kind].toLowerCase() : note
}

const warningWords: Readonly<Record<PlanWarning['kind'], (said: Omit<PlanWarning, 'kind'>) => string>> = {
  past: () => 'This time has passed.',
  'outside-hours': ({ which }) => `Outside of the open hours of ${which}.`,
  blocked: ({ which, note }) => `${which} is not bookable then: ${noteOf(note)}.`,
  kept: ({ which }) => `This time of ${which} is kept for other kinds of visits.`,
  beside: ({ which, count }) => `${which} has ${count} at once then.`,
  'over-limit': ({ which, count }) => `${which} would have ${count} at once: more than may be booked.`,
  'patient-busy': () => 'The patient has another appointment at that time.',
  deceased: () => 'The patient is recorded as deceased.',
  unmet: ({ which }) => `Nothing of the kind “${which}” is free then.`,
}
export const warningText = ({ kind, ...said }: PlanWarning): string => warningWords[kind](said)

export const isOverLimit = (check: OutputOf<typeof getPlanWarnings> | undefined): boolean =>
  check?.warnings.some(({ kind }) => kind === 'over-limit') ?? false

export function PlanWarnings({
  check,
  reason,
  onReason,
}: {
  check: OutputOf<typeof getPlanWarnings> | undefined
  /** Why a limit is passed. */
  reason: string
  onReason(reason: string): void
}) {
  const mayPass = useMe().can('schedule.overbook')
  const isOver = isOverLimit(check)
  return (
    <>
      <div role="status" className={classes['check']}>
        {check && check.places.length > 0 && (
          <p className={classes['dim']}>In {check.places.map(({ name }) => name).join(', ')}</p>
        )}
        {check && check.warnings.length > 0 && (
          <ul>
            {check.warnings.map((warning) => (
              <li
                key={`${warning.kind} ${warning.which}`}
                data-strong={warning.kind === 'over-limit' || undefined}
              >
                {warningText(warning)}
              </li>
            ))}
          </ul>
        )}
        {isOver && !mayPass && <p>Choose another time, or ask somebody who may overbook.</p>}
      </div>
      {isOver && mayPass && (
        <TextInput
          label="Why it is booked all the same"
          maxLength={400}
          value={reason}
          onChange={({ currentTarget }) => onReason(currentTarget.value)}
        />
      )}
    </>
  )
}
