import { getReadiness } from '../../shared/downtime/get-readiness.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { counted, lengthText } from '../cloud/connection-words.ts'
import { dateText, momentText } from '../kernel/dates.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { sizeText } from '../kernel/size-text.ts'
import { wordsFor } from '../kernel/words.ts'
import { Drill } from './drill.tsx'
import classes from './downtime.module.css'

export type Readiness = OutputOf<typeof getReadiness>

/** What would be lost with this computer, how long it gets on alone, and when that was last tried. */
export function ReadinessPanel() {
  const { data: it, error } = useAsk(getReadiness, {})
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!it) return null
  return (
    <div className={classes['ready']}>
      <Loss it={it} />
      <Alone it={it} />
      <Drill it={it} />
    </div>
  )
}

/** The data-loss window, in words. */
function Loss({ it }: { it: Readiness }) {
  const drafts = it.drafts === 0 ? '' : ` ${counted(it.drafts, 'unfinished draft')} would go with it.`
  return (
    <section className={classes['part']} aria-labelledby="loss-title">
      <h2 id="loss-title">If this computer were gone this moment</h2>
      {it.hasCloud ? (
        <p className={classes['large']}>
          {it.toSend === 0
            ? 'Nothing that was saved would be lost: all of it is in the cloud.'
            : `${counted(it.toSend, 'change')} would be lost${it.oldestToSend ? `, the oldest of ${momentText(it.oldestToSend)}` : ''}. Everything before is in the cloud.`}
          {drafts}
        </p>
      ) : (
        <p className={classes['large']}>
          Everything would be lost that is in no backup of this computer: it is not connected to a cloud, so
          what is here is the only copy.
        </p>
      )}
      <p className={classes['dim']}>
        {it.hasCloud &&
          'While the cloud is reached, a change is there within seconds. Drafts stay on this computer until they are finished.'}
      </p>
    </section>
  )
}

/** `about 40 days`; more than a year is not worth counting. */
function daysText(amount: number, perDay: number): string {
  if (perDay <= 0) return 'none used lately'
  const days = Math.floor(amount / perDay)
  return days > 365
    ? 'enough for more than a year at your pace'
    : `enough for about ${counted(days, 'day')} at your pace`
}

/** How long it gets on without the cloud, and what ends that. */
function Alone({ it }: { it: Readiness }) {
  const { perDay, measuredDays } = it
  const pace = (amount: number, used: number | undefined) =>
    used === undefined
      ? `your pace is not known yet: ${measuredDays === 0 ? 'measured since today' : `measured for ${counted(measuredDays, 'day')}`}`
      : daysText(amount, used)
  return (
    <section className={classes['part']} aria-labelledby="alone-title">
      <h2 id="alone-title">Without the cloud it gets on</h2>
      <dl className={classes['facts']}>
        <dt>Sign-in and charts</dt>
        <dd>For as long as you like: keys, people and records are on this computer.</dd>
        <dt>Record numbers</dt>
        <dd>
          {it.numbersLeft.toLocaleString('en-US')} left, {pace(it.numbersLeft, perDay?.numbers)}. The cloud
          gives more when it is reached.
        </dd>
        <dt>Disk</dt>
        <dd>
          {sizeText(it.diskFree)} free, {pace(it.diskFree, perDay?.bytes)}. The record takes{' '}
          {sizeText(it.storeBytes)}.
        </dd>
        {it.certificateUntil && (
          <>
            <dt>Way to the cloud</dt>
            <dd>
              Its certificate is good until {dateText(it.certificateUntil)} and is renewed by itself whenever
              the cloud is reached in the two months before. After that day this computer keeps working, and
              has to be let in to the cloud anew.
            </dd>
          </>
        )}
        {it.hasCloud && (
          <>
            <dt>Others’ work</dt>
            <dd>{it.lastRead ? `Read up to ${momentText(it.lastRead)}` : 'Not read since sign-in'}</dd>
          </>
        )}
      </dl>
    </section>
  )
}

export const agoText = (iso: string): string => `${lengthText(iso, new Date().toISOString())} ago`
