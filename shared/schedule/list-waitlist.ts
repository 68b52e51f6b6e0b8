import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { EpochMinute } from './get-days.ts'

export const OfferLine = z.strictObject({
  offerId: z.string(),
  startMin: EpochMinute,
  minutes: z.int(),
  timeZone: z.string(),
  providers: z.array(z.string()),
  providerIds: z.array(z.string()),
  location: z.string(),
  at: z.string(),
  /** Who told them; empty where the workstation found it when the time became free. */
  by: z.string(),
  answer: z.enum(['taken', 'declined', 'gone']).nullable(),
  /** Nobody has taken the time since, as far as this workstation knows. */
  isFree: z.boolean(),
  /** How many others were told of it and have not answered. */
  alsoOffered: z.int(),
})

export const WaitlistLine = z.strictObject({
  waitlistEntryId: z.string(),
  version: z.int(),
  patientId: z.string(),
  name: z.string(),
  mrn: z.string(),
  birthDate: z.string().nullable(),
  /** Empty where the chart is closed to whoever asks. */
  phone: z.string(),
  closed: z.boolean(),
  visitTypeId: z.string().nullable(),
  visitType: z.string(),
  providers: z.array(z.string()),
  providerIds: z.array(z.string()),
  locations: z.array(z.string()),
  locationIds: z.array(z.string()),
  weekdays: z.array(z.int()),
  fromMinute: z.int(),
  toMinute: z.int(),
  earliest: z.string(),
  latest: z.string().nullable(),
  urgent: z.boolean(),
  note: z.string(),
  /** When they come as it is; null where they have no appointment. */
  comesMin: EpochMinute.nullable(),
  /** The appointment they would give up. */
  appointmentId: z.string().nullable(),
  offers: z.array(OfferLine),
  madeAt: z.string(),
})
export type WaitlistLine = z.output<typeof WaitlistLine>

/** Everybody who waits: the urgent first, then whoever has waited longest. */
export const listWaitlist = defineQuery({
  name: 'schedule.listWaitlist',
  input: z.strictObject({}),
  output: z.strictObject({ lines: z.array(WaitlistLine).max(500) }),
  example: {},
  permission: 'schedule.read',
  reads: [
    'waitlistEntries',
    'appointments',
    'patients',
    'users',
    'resources',
    'visitTypes',
    'locations',
    'practices',
    'taken_time',
  ],
  audit: { action: 'waitlist.list', category: 'schedule', subject: () => null },
})
