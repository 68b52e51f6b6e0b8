import { AppError } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { openOffers, type Slot } from '../../shared/schedule/match-waitlist.ts'
import { answerOffer, offerSlot } from '../../shared/schedule/offer-slot.ts'
import { waitlistEntries } from '../../shared/schedule/waitlist-entry.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { appointmentRow } from './appointments.sql.ts'
import { waitingEntry } from './keep-waitlist.ts'
import { passLimits } from './limits.ts'
import { newVisit } from './new-visit.ts'
import { isFull, offerFreed, tellGone } from './offer-freed.ts'
import { planVisit } from './plan-visit.ts'
import { visitTypeRow } from './schedule.sql.ts'
import type { EntryRow } from './waitlist.sql.ts'

export const offerSlotHandler = handle(offerSlot, (tx, input, ctx) => {
  const { offers, id, ...entry } = waitingEntry(tx, input)
  const { startsAt, minutes, locationId, providers } = input
  const open = openOffers({ offers, answers: entry.answers })
  if (
    open.some((each) => each.startsAt === startsAt && each.providers.some((who) => providers.includes(who)))
  )
    throw new AppError('Conflict', 'waitlist.offered-already')
  const offer = { id: ctx.newId(), startsAt, minutes, locationId, providers, at: ctx.now, by: ctx.actor.id }
  tx.amend(waitlistEntries, id, { offers: [...offers, offer] })
  return { offerId: offer.id }
})

export const answerOfferHandler = handle(answerOffer, (tx, input, ctx) => {
  const entry = waitingEntry(tx, input)
  const offer = openOffers(entry).find(({ id }) => id === input.offerId)
  if (!offer) throw new AppError('Conflict', 'waitlist.answered')
  const answered = (answer: 'taken' | 'declined' | 'gone') => ({
    answers: [...entry.answers, { offerId: offer.id, answer, at: ctx.now, by: ctx.actor.id }],
  })
  if (input.answer === 'declined') {
    tx.amend(waitlistEntries, entry.id, answered('declined'))
    return { outcome: 'declined' as const, appointmentId: null }
  }
  const { startsAt, locationId, providers } = offer
  const own = entry.appointmentId === null ? undefined : appointmentRow(tx, entry.appointmentId)
  const visit = own && !own.plan.cancelled && own.stage !== 'no-show' ? own : null
  const minutes = visit?.plan.minutes ?? visitTypeRow(tx, entry.visitTypeId)?.minutes ?? offer.minutes
  const slot = { startsAt, minutes, locationId, providers }
  // whoever was first has it: kept, so that every desk knows what they were told
  if (isFull(tx, slot, visit?.id ?? null)) {
    tx.amend(waitlistEntries, entry.id, answered('gone'))
    return { outcome: 'gone' as const, appointmentId: null }
  }
  const appointmentId = visit ? moveThere(tx, visit, slot, ctx) : bookThere(tx, entry, slot, ctx)
  tx.amend(waitlistEntries, entry.id, { ...answered('taken'), state: 'booked', appointmentId })
  tellGone(tx, slot, entry.id, ctx)
  return { outcome: visit ? ('moved' as const) : ('booked' as const), appointmentId }
})

type Visit = NonNullable<ReturnType<typeof appointmentRow>>

function moveThere(tx: Tx, visit: Visit, slot: Slot, ctx: Context): string {
  const { id, visitTypeId, groupId, overbook, patientId } = visit
  const { plan } = planVisit(tx, { ...slot, places: null }, { visitTypeId, appointment: visit })
  const passed = passLimits(tx, plan, { id, groupId, plan: visit.plan, overbook }, ctx, '')
  tx.amend(appointments, id, { plan, overbook: passed })
  offerFreed(tx, visit.plan, patientId, ctx)
  return id
}

function bookThere(tx: Tx, { patientId, visitTypeId, note }: EntryRow, slot: Slot, ctx: Context): string {
  const { plan } = planVisit(tx, { ...slot, places: null }, { visitTypeId, appointment: null })
  const overbook = passLimits(tx, plan, { id: null, groupId: null, plan: null, overbook: null }, ctx, '')
  const id = ctx.newId()
  tx.put(
    appointments,
    newVisit({ id, patientId, visitTypeId, plan, overbook, origin: 'waitlist', notes: note }, ctx),
  )
  return id
}
