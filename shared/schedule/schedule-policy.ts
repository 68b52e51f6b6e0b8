import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { DayMinute } from './availability.ts'

/** How the practice schedules: one row, by the practice's id. Where there is none, `suggestedPolicy` holds. */
export const schedulePolicies = defineRecord({
  type: 'schedule-policy',
  table: 'schedulePolicies',
  patient: null,
  merge: { all: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    /** The grid's step, and the hours it shows where nobody is available outside of them. */
    stepMinutes: z.union([
      z.literal(5),
      z.literal(10),
      z.literal(15),
      z.literal(20),
      z.literal(30),
      z.literal(60),
    ]),
    dayStart: DayMinute,
    dayEnd: DayMinute,
    /** How long somebody may wait, by stage, before the board says so; minutes. */
    arrivedLimit: z.int().min(1).max(600),
    roomedLimit: z.int().min(1).max(600),
    checkoutLimit: z.int().min(1).max(600),
    /** Of the list somebody chooses from when an appointment is called off. */
    cancelReasons: z.array(stored(120)).max(40),
    noShowReasons: z.array(stored(120)).max(40),
    /** How old what the desk checks may be; days. */
    addressDays: z.int().min(1).max(3650),
    consentDays: z.int().min(1).max(3650),
    cardDays: z.int().min(1).max(3650),
    eligibilityDays: z.int().min(1).max(3650),
  }),
})
export type SchedulePolicy = Omit<z.output<typeof schedulePolicies.row>, 'id'>

export const suggestedPolicy: SchedulePolicy = {
  stepMinutes: 15,
  dayStart: 480,
  dayEnd: 1080,
  arrivedLimit: 15,
  roomedLimit: 20,
  checkoutLimit: 10,
  cancelReasons: [
    'Patient asked',
    'Feels better',
    'Transport',
    'Insurance',
    'Provider away',
    'Weather',
    'Other',
  ],
  noShowReasons: ['Did not come', 'Came too late', 'Other'],
  addressDays: 365,
  consentDays: 365,
  cardDays: 365,
  eligibilityDays: 30,
}
