/** Two versions of one thing of the schedule, made apart: who planned what, when and from where. One key chooses, the next settles. */
import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import type { PlanSaid, ScheduleConflict, SideSaid } from '../../shared/schedule/list-conflicts.ts'
import { settleConflict } from '../../shared/schedule/settle-conflict.ts'
import { fieldWords, typeWords, valueWords } from '../attention/field-words.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import booking from './booking.module.css'
import classes from './conflict.module.css'
import { whenText } from './when-text.ts'

type Side = 'held' | 'offered'

const explain = {
  fields: 'Two people changed this while apart.',
  deleted: 'One person removed this while another changed it.',
  removed: 'One person removed this while another changed it.',
} as const

export function SettleConflict({ conflict, onDone }: { conflict: ScheduleConflict; onDone(): void }) {
  const { conflictId, version, kind, fields, held, offered, mine, patientName, birthDate, mrn } = conflict
  const me = useMe()
  const [side, setSide] = useState<Side | null>(null)
  const part = useRef<HTMLDivElement>(null)
  const settle = useRun(settleConflict, {
    onSuccess: () => {
      notify('Settled. The other version stays in the history.')
      onDone()
    },
  })
  const choose = (next: Side) => {
    if (mine) setSide(next)
  }
  // what is chosen is settled with the next key
  useEffect(() => {
    if (side !== null) part.current?.querySelector<HTMLElement>('[data-settle]')?.focus()
  }, [side])
  useHotkeys([
    ['1', () => choose('held')],
    ['2', () => choose('offered')],
  ])
  const differs = differing(held?.plan ?? null, offered.plan)
  const shown = (which: Side, said: SideSaid | null) => (
    <button
      type="button"
      className={classes['side']}
      aria-pressed={side === which}
      disabled={!mine}
      onClick={() => choose(which)}
    >
      <span className={classes['head']}>
        <b>{which === 'held' ? 'In force' : 'The other'}</b>
        {mine && <kbd>{which === 'held' ? 1 : 2}</kbd>}
      </span>
      <small>{said ? saidBy(said, me.workstation) : 'As it was before'}</small>
      <Said which={which} conflict={conflict} said={said} differs={differs} />
    </button>
  )
  return (
    <div ref={part} className={classes['conflict']}>
      {conflict.patientId === null ? (
        <p>
          <b>{[typeWords(conflict.entityType), conflict.title].filter(Boolean).join(': ')}</b>
        </p>
      ) : (
        <div className={booking['who']}>
          <span>
            <strong>{patientName || 'No name'}</strong>
            {' · '}
            {birthDate ? `born ${dateText(birthDate)}` : 'birth date unknown'} · MRN {mrn}
          </span>
        </div>
      )}
      <p>
        {explain[kind]} {mine ? 'Which holds?' : 'Somebody who may change it has to choose.'}
      </p>
      <div className={classes['sides']}>
        {shown('held', held)}
        {shown('offered', offered)}
      </div>
      {settle.error && (
        <p role="alert" className={booking['problem']}>
          {wordsFor(settle.error)}
        </p>
      )}
      {mine && (
        <div className={booking['buttons']}>
          <Button
            data-settle
            disabled={side === null}
            loading={settle.isPending}
            onClick={() =>
              side !== null &&
              settle.mutate({
                conflictId,
                version,
                choice: Object.fromEntries(fields.map(({ field }) => [field, side])),
              })
            }
          >
            {side === null ? 'Choose one' : side === 'held' ? 'Keep what is in force' : 'Take the other'}
          </Button>
          <span className={booking['dim']}>Until then both times are held.</span>
        </div>
      )}
    </div>
  )
}

/** By the four signs a workstation is called by, as at the foot of every print. */
function saidBy({ name, at, device }: SideSaid, here: string): string {
  const sign = device.slice(-4).toUpperCase()
  const where = sign === here ? 'this workstation' : sign && `workstation ${sign}`
  return [name || 'Imported', dateTimeText(at), where].filter(Boolean).join(' · ')
}

type Facts = Readonly<Record<'When' | 'With' | 'Where', string>>
const factsOf = (plan: PlanSaid): Facts => ({
  When: `${whenText(instantOfMinute(plan.startMin), plan.timeZone)}, ${plan.minutes} minutes`,
  With: plan.providers.join(', '),
  Where: [plan.location, ...plan.places].filter(Boolean).join(', '),
})

/** The facts in which two plans are not the same. */
function differing(a: PlanSaid | null, b: PlanSaid | null): ReadonlySet<string> {
  if (!a || !b) return new Set()
  const [one, other] = [factsOf(a), factsOf(b)]
  return new Set((Object.keys(one) as (keyof Facts)[]).filter((fact) => one[fact] !== other[fact]))
}

function Said({
  which,
  conflict: { kind, fields },
  said,
  differs,
}: {
  which: Side
  conflict: ScheduleConflict
  said: SideSaid | null
  differs: ReadonlySet<string>
}) {
  const isRemoved = (kind === 'deleted' && which === 'held') || (kind === 'removed' && which === 'offered')
  if (isRemoved) return <strong>Removed</strong>
  const plan = said?.plan ?? null
  const rows: (readonly [string, string])[] = [
    ...(plan && !plan.cancelled ? Object.entries(factsOf(plan)) : []),
    ...fields
      .filter(({ field }) => !(field === 'plan' && plan))
      .map(({ field, ...value }) => [fieldWords(field), valueWords(value[which])] as const),
  ]
  return (
    <>
      {plan?.cancelled && <strong>Called off{said?.reason ? `: ${said.reason}` : ''}</strong>}
      <span className={classes['facts']}>
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <span key={name}>
              <i>{name}</i>
              <span data-differs={differs.has(name) || undefined}>{value}</span>
            </span>
          ))}
      </span>
    </>
  )
}
