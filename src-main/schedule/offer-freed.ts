/** What becomes free is offered to those who wait for it: a row that every desk sees, and somebody tells them. */
import type { Context } from '../../shared/kernel/context.ts'
import { minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import { matchWaitlist, offersGone, type Slot } from '../../shared/schedule/match-waitlist.ts'
import { waitlistEntries } from '../../shared/schedule/waitlist-entry.ts'
import type { Tx } from '../store/tx.ts'
import { crowdsOf } from './limits.ts'
import { everyWaiting, refusedEntries } from './waitlist.sql.ts'
import { placesOf } from './zones.ts'

/** Called as soon as one of them takes it, the others stop being called: a handful is enough. */
const mostOffers = 5

/** `plan`: what was given up. Nobody is offered what is full all the same; whoever gave it up is not offered it again. */
export function offerFreed(tx: Tx, plan: Plan, patientId: string, ctx: Context): number {
  const nowMin = minuteOf(ctx.now)
  if (plan.providers.length === 0 || minuteOf(plan.startsAt) <= nowMin) return 0
  const waiting = everyWaiting(tx).filter((entry) => entry.patientId !== patientId)
  if (waiting.length === 0 || isFull(tx, plan)) return 0
  const refused = refusedEntries(tx)
  const { startsAt, minutes, locationId, providers } = plan
  const matches = matchWaitlist(
    waiting.filter(({ id }) => !refused.has(id)),
    plan,
    { zone: placesOf(tx).zoneOf(locationId), nowMin, most: mostOffers },
  )
  for (const { id, offers } of matches) {
    const offer = { id: ctx.newId(), startsAt, minutes, locationId, providers, at: ctx.now, by: null }
    tx.amend(waitlistEntries, id, { offers: [...offers, offer] })
  }
  return matches.length
}

/** A visit is planned otherwise: where it was is offered. Of one that only grows or shrinks nothing is free that somebody could come to. */
export function offerLeft(
  tx: Tx,
  { plan, patientId }: Readonly<{ plan: Plan; patientId: string }>,
  next: Plan,
  ctx: Context,
): void {
  const isLeft = plan.startsAt !== next.startsAt || plan.providers.some((id) => !next.providers.includes(id))
  if (isLeft) offerFreed(tx, plan, patientId, ctx)
}

/** Whether one of its providers has no more time then, without limits being passed. */
export const isFull = (tx: Tx, slot: Slot, self: string | null = null): boolean =>
  crowdsOf(
    tx,
    { ...slot, places: [], prepareMinutes: 0, cleanMinutes: 0, cancelled: false },
    { id: self, groupId: null, plan: null },
  ).some(({ atOnce, resource }) => atOnce > resource.atOnce)

/** Somebody took it: others who were told of it, and have not answered, are told that it is gone. */
export function tellGone(tx: Tx, taken: Slot, except: string, ctx: Context): void {
  const refused = refusedEntries(tx)
  for (const entry of everyWaiting(tx)) {
    if (entry.id === except || refused.has(entry.id)) continue
    const gone = offersGone(entry, taken)
    if (gone.length === 0) continue
    const said = gone.map(({ id }) => ({ offerId: id, answer: 'gone' as const, at: ctx.now, by: null }))
    tx.amend(waitlistEntries, entry.id, { answers: [...entry.answers, ...said] })
  }
}
