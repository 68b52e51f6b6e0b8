import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'

/**
 * When, where and with whom, as whoever books or moves says it. `places` (rooms and equipment): null where the workstation is to choose
 * what the kind of visit needs and is free; a list is taken as it is.
 */
export const Planned = z.strictObject({
  startsAt: Instant,
  minutes: z.int().min(5).max(1440),
  locationId: Id,
  providers: z.array(Id).max(6),
  places: z.array(Id).max(6).nullable().default(null),
})
export type Planned = z.output<typeof Planned>

/** What came of it: what was taken beside the providers, and what the kind of visit needs that was not free. */
export const Placed = z.strictObject({
  places: z.array(z.string()),
  /** Categories of rooms and equipment of which none was free. */
  unmet: z.array(z.string()),
})

export const examplePlan = {
  startsAt: '2026-12-01T15:00:00.000Z',
  minutes: 30,
  locationId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b01',
  providers: ['0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b02'],
}
export const exampleIds = {
  patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b03',
}
export const exampleVisitType = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b04'
