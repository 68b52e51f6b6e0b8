import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate, text, words } from '../kernel/fields.ts'
import { DayMinute } from './availability.ts'
import { exampleIds, exampleVisitType } from './planned.ts'

/** When and with whom they would come sooner; nothing chosen is everything. */
export const Wishes = z.strictObject({
  visitTypeId: Id,
  providers: z.array(Id).max(40).default([]),
  locations: z.array(Id).max(40).default([]),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  fromMinute: DayMinute.default(0),
  toMinute: DayMinute.default(1440),
  earliest: LocalDate,
  latest: LocalDate.nullable().default(null),
  urgent: z.boolean().default(false),
  note: text(400).default(''),
  /** The appointment they have now and would give up for a sooner one. */
  appointmentId: Id.nullable().default(null),
})

const audited = (action: string) => ({
  action,
  category: 'schedule' as const,
  subject: ({ patientId }: { patientId: string }) => patientId,
})
export const exampleEntryId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b05'

/** Throws `patient.not-found`, `visit-type.missing`, `appointment.not-found`, `waitlist.never` where the wishes leave no time. */
export const addToWaitlist = defineCommand({
  name: 'schedule.addToWaitlist',
  input: z.strictObject({ patientId: Id, ...Wishes.shape }),
  output: z.strictObject({ waitlistEntryId: z.string() }),
  example: {
    patientId: exampleIds.patientId,
    visitTypeId: exampleVisitType,
    earliest: '2026-12-01',
    fromMinute: 480,
    toMinute: 720,
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('waitlist.add'),
})

export const changeWaitlistEntry = defineCommand({
  name: 'schedule.changeWaitlistEntry',
  input: z.strictObject({ patientId: Id, waitlistEntryId: Id, version: z.int(), ...Wishes.shape }),
  output: z.strictObject({}),
  example: {
    patientId: exampleIds.patientId,
    waitlistEntryId: exampleEntryId,
    version: 1,
    visitTypeId: exampleVisitType,
    earliest: '2026-12-01',
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('waitlist.change'),
})

/** They wait no longer, and why. `waitlist.not-waiting` where that is so already. */
export const removeFromWaitlist = defineCommand({
  name: 'schedule.removeFromWaitlist',
  input: z.strictObject({ patientId: Id, waitlistEntryId: Id, why: words(200) }),
  output: z.strictObject({}),
  example: {
    patientId: exampleIds.patientId,
    waitlistEntryId: exampleEntryId,
    why: 'Was seen elsewhere',
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: audited('waitlist.remove'),
})
