/** What two desks said differently of the schedule while apart: above the grid, and one by one in the panel. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { listConflicts, type PlanSaid, type ScheduleConflict } from '../../shared/schedule/list-conflicts.ts'
import { typeWords } from '../attention/field-words.ts'
import { useMe } from '../kernel/me.ts'
import { Empty } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import booking from './booking.module.css'
import classes from './conflict.module.css'
import { useHand } from './grid-hand.ts'
import { SettleConflict } from './settle-conflict.tsx'
import { whenText } from './when-text.ts'

const none: readonly ScheduleConflict[] = []

/** Asked for only where the workstation has any conflict at all, which it says anyhow. */
export function useScheduleConflicts(): readonly ScheduleConflict[] {
  const may = useMe().can('schedule.read')
  const { data: standing } = useAsk(getConnection, {})
  const { data } = useAsk(listConflicts, {}, { enabled: may && (standing?.conflicts ?? 0) > 0 })
  return (standing?.conflicts ?? 0) > 0 ? (data?.conflicts ?? none) : none
}

/** What it is about, for a list. */
export const conflictTitle = ({ patientName, entityType, title }: ScheduleConflict): string =>
  patientName || [typeWords(entityType), title].filter(Boolean).join(': ')

const planText = (plan: PlanSaid | null): string =>
  plan === null ? '' : plan.cancelled ? 'called off' : whenText(instantOfMinute(plan.startMin), plan.timeZone)

/** `Tue, Dec 1, 10:00 AM or Wed, Dec 2, 9:00 AM`. */
export const conflictText = ({ held, offered, kind }: ScheduleConflict): string =>
  kind === 'fields'
    ? [planText(held?.plan ?? null), planText(offered.plan)].filter(Boolean).join(' or ') || 'changed twice'
    : 'changed and removed'

export function ConflictStrip({ conflicts }: { conflicts: readonly ScheduleConflict[] }) {
  const open = useHand((state) => state.open)
  const isOpen = useHand((state) => state.opened?.what === 'conflicts')
  const [first] = conflicts
  if (!first || isOpen) return null
  const only = conflicts.length === 1
  return (
    <div className={`${classes['strip']} hf-no-print`} role="status">
      <em aria-hidden="true">⇄</em>
      <span>
        {only ? (
          <>
            <b>{conflictTitle(first)}</b>: {conflictText(first)}. Two desks planned it apart.
          </>
        ) : (
          `${conflicts.length} things were planned by two desks apart.`
        )}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => open({ what: 'conflicts', conflictId: only ? first.conflictId : null })}
      >
        Choose
      </Button>
    </div>
  )
}

/** In the panel: one of them, or all. */
export function ConflictsPart({ conflictId }: { conflictId: string | null }) {
  const conflicts = useScheduleConflicts()
  const open = useHand((state) => state.open)
  const part = useRef<HTMLDivElement>(null)
  const one = conflicts.find((each) => each.conflictId === conflictId)
  const isList = one === undefined
  // a list is walked from its first; of two versions none has the look of being chosen already
  useEffect(() => {
    const from = isList
      ? part.current?.querySelector<HTMLElement>('button')
      : part.current?.closest<HTMLElement>('aside')
    from?.focus()
  }, [conflictId, isList])
  const next = (settled: string) => {
    const left = conflicts.filter((each) => each.conflictId !== settled)
    if (left.length === 0) useHand.getState().close()
    else open({ what: 'conflicts', conflictId: left.length === 1 ? (left[0]?.conflictId ?? null) : null })
  }
  if (conflicts.length === 0)
    return <Empty title="Nothing to choose">Every desk says the same of the schedule.</Empty>
  return (
    <div ref={part}>
      {one ? (
        <>
          <SettleConflict key={one.conflictId} conflict={one} onDone={() => next(one.conflictId)} />
          {conflicts.length > 1 && (
            <button
              type="button"
              className={booking['more']}
              onClick={() => open({ what: 'conflicts', conflictId: null })}
            >
              All {conflicts.length}
            </button>
          )}
        </>
      ) : (
        <ul className={classes['list']}>
          {conflicts.map((each) => (
            <li key={each.conflictId}>
              <button
                type="button"
                className={classes['line']}
                onClick={() => open({ what: 'conflicts', conflictId: each.conflictId })}
              >
                <b>{conflictTitle(each)}</b>
                <span>{conflictText(each)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
