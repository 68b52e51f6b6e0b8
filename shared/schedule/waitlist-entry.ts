import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { DayMinute } from './availability.ts'

/** A time somebody who waits was told of, and what they said. */
export const Offer = z.strictObject({
  id: Id,
  startsAt: Instant,
  minutes: z.int().min(5).max(1440),
  locationId: Id,
  providers: z.array(Id).max(6),
  at: Instant,
  /** Who offered it; null where the workstation did when the time became free. */
  by: Id.nullable(),
})
export const OfferAnswer = z.strictObject({
  offerId: Id,
  answer: z.enum(['taken', 'declined', 'gone']),
  at: Instant,
  by: Id.nullable(),
})

/** Somebody would come sooner. What is offered to them and what they say is added to lists, whoever adds it. */
export const waitlistEntries = defineRecord({
  type: 'waitlist-entry',
  table: 'waitlistEntries',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    patientId: 'immutable',
    offers: 'set',
    answers: 'set',
    madeAt: 'immutable',
    madeBy: 'immutable',
  },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    visitTypeId: Id,
    /** Any of these; empty for whoever has time. */
    providers: z.array(Id).max(40),
    locations: z.array(Id).max(40),
    /** 1 Monday to 7 Sunday; empty on any. */
    weekdays: z.array(z.int().min(1).max(7)).max(7),
    fromMinute: DayMinute,
    toMinute: DayMinute,
    earliest: LocalDate,
    latest: LocalDate.nullable(),
    urgent: z.boolean(),
    note: stored(400),
    /** The appointment they have now and would give up for a sooner one. */
    appointmentId: Id.nullable(),
    offers: z.array(Offer).max(60),
    answers: z.array(OfferAnswer).max(60),
    state: z.enum(['waiting', 'booked', 'removed']),
    /** Why they wait no longer; empty where they do, or were booked. */
    why: stored(200),
    madeAt: Instant,
    madeBy: Id,
  }),
})
