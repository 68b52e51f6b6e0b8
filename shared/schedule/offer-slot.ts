import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, Instant } from '../kernel/fields.ts'
import { exampleEntryId } from './keep-waitlist.ts'
import { exampleIds, examplePlan } from './planned.ts'

const about = { patientId: Id, waitlistEntryId: Id }
const example = { patientId: exampleIds.patientId, waitlistEntryId: exampleEntryId }

/** Somebody who waits is told of a time. Everybody sees it; who else was told of it, too. `waitlist.not-waiting`, `waitlist.offered-already`. */
export const offerSlot = defineCommand({
  name: 'schedule.offerSlot',
  input: z.strictObject({
    ...about,
    startsAt: Instant,
    minutes: z.int().min(5).max(1440),
    locationId: Id,
    providers: z.array(Id).min(1).max(6),
  }),
  output: z.strictObject({ offerId: z.string() }),
  example: { ...example, ...examplePlan },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'waitlist.offer',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ startsAt }) => ({ at: startsAt }),
  },
})

/**
 * What they say to it. Taken, they are booked there, or the appointment they have is moved there: whoever is first has it, and others who
 * were told of the time are told that it is gone. Where it is taken already, nothing is booked, and that is kept: `gone`.
 */
export const answerOffer = defineCommand({
  name: 'schedule.answerOffer',
  input: z.strictObject({
    ...about,
    offerId: Id,
    answer: z.enum(['taken', 'declined']),
  }),
  output: z.strictObject({
    outcome: z.enum(['booked', 'moved', 'declined', 'gone']),
    appointmentId: z.string().nullable(),
  }),
  example: { ...example, offerId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b06', answer: 'declined' },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'waitlist.answer',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ answer }, output) => ({ answer, ...(output && { outcome: output.outcome }) }),
  },
})
