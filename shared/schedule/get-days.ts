import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { Sex } from '../patients/patient.ts'
import { appointmentOrigins } from './appointment.ts'
import { blockKinds } from './block.ts'
import { resourceKinds } from './resource.ts'
import { stages } from './stage.ts'
import { visitColors } from './visit-type.ts'

/** Minutes since 1970: a day is drawn by what passes in it, also where a clock is set. */
export const EpochMinute = z.int()

/** Somebody who is expected, as every list and grid shows them. Where their chart is closed to whoever asks, nothing says what for. */
export const AppointmentLine = z.strictObject({
  appointmentId: z.string(),
  version: z.int(),
  patientId: z.string(),
  name: z.string(),
  mrn: z.string(),
  birthDate: z.string().nullable(),
  sex: Sex,
  phone: z.string(),
  /** The chart is closed to whoever asks. */
  closed: z.boolean(),
  visitTypeId: z.string().nullable(),
  startMin: EpochMinute,
  minutes: z.int(),
  prepareMinutes: z.int(),
  cleanMinutes: z.int(),
  locationId: z.string(),
  providers: z.array(z.string()),
  places: z.array(z.string()),
  stage: z.enum(stages),
  /** Cancelled by one while another saw them come. */
  wasCancelled: z.boolean(),
  /** More at one time than one of its resources takes. */
  overlaps: z.boolean(),
  /** Two truths about it that wait for somebody to choose: the conflict. */
  conflictId: z.string().nullable(),
  reason: z.string(),
  hasNotes: z.boolean(),
  seriesId: z.string().nullable(),
  occurrence: z.int().nullable(),
  groupId: z.string().nullable(),
  copayCents: z.int().nullable(),
  origin: z.enum(appointmentOrigins),
})
export type AppointmentLine = z.output<typeof AppointmentLine>

/** One resource on one day: when it can be booked, and when it cannot though it could otherwise. */
export const DayColumn = z.strictObject({
  resourceId: z.string(),
  /** Where it is bookable that day; a provider who changes place has a stretch for each. */
  open: z.array(
    z.strictObject({
      fromMin: EpochMinute,
      toMin: EpochMinute,
      locationId: z.string(),
      /** Kept for these; empty for every type, also where what was kept has been released. */
      visitTypeIds: z.array(z.string()),
    }),
  ),
  blocks: z.array(
    z.strictObject({
      blockId: z.string(),
      fromMin: EpochMinute,
      toMin: EpochMinute,
      kind: z.enum(blockKinds),
      note: z.string(),
    }),
  ),
})
export type DayColumn = z.output<typeof DayColumn>

export const ScheduleDay = z.strictObject({
  day: z.string(),
  /** The time zone its hours are of, and where its first and its last minute are: 23, 24 or 25 hours apart. */
  timeZone: z.string(),
  fromMin: EpochMinute,
  toMin: EpochMinute,
  columns: z.array(DayColumn),
  appointments: z.array(AppointmentLine),
})
export type ScheduleDay = z.output<typeof ScheduleDay>

/** What a grid names: some hundred lines at most. */
export const ScheduleNames = z.strictObject({
  resources: z.array(
    z.strictObject({
      resourceId: z.string(),
      kind: z.enum(resourceKinds),
      name: z.string(),
      short: z.string(),
      locationId: z.string().nullable(),
      userId: z.string().nullable(),
      category: z.string(),
      atOnce: z.int(),
      overbook: z.int(),
      active: z.boolean(),
    }),
  ),
  visitTypes: z.array(
    z.strictObject({
      visitTypeId: z.string(),
      name: z.string(),
      color: z.enum(visitColors),
      minutes: z.int(),
      prepareMinutes: z.int(),
      cleanMinutes: z.int(),
      telehealth: z.boolean(),
      newPatients: z.boolean(),
      instructions: z.string(),
      needs: z.array(z.strictObject({ kind: z.enum(['room', 'equipment']), category: z.string() })),
      active: z.boolean(),
    }),
  ),
  locations: z.array(
    z.strictObject({
      locationId: z.string(),
      name: z.string(),
      timeZone: z.string(),
      active: z.boolean(),
      /** The place it is a department of. */
      partOf: z.string().nullable(),
    }),
  ),
})
export type ScheduleNames = z.output<typeof ScheduleNames>

/**
 * Days as a grid shows them. `locationId`: what is at that place, and the hours of its time zone; null for every place, in the zone of the
 * practice. `resourceIds`: of these alone. Called-off appointments are in it where `calledOff` asks for them.
 */
export const getDays = defineQuery({
  name: 'schedule.getDays',
  input: z.strictObject({
    firstDay: LocalDate,
    days: z.int().min(1).max(7),
    locationId: Id.nullable(),
    kind: z.enum(resourceKinds).nullable(),
    resourceIds: z.array(Id).max(200).nullable().default(null),
    calledOff: z.boolean().default(false),
  }),
  output: z.strictObject({ days: z.array(ScheduleDay).max(7) }),
  example: { firstDay: '2026-03-04', days: 1, locationId: null, kind: 'provider' },
  permission: 'schedule.read',
  reads: [
    'appointments',
    'taken_time',
    'resources',
    'availabilities',
    'blocks',
    'visitTypes',
    'patients',
    'conflicts',
    'locations',
    'practices',
    'schedulePolicies',
  ],
  audit: {
    action: 'schedule.view',
    category: 'schedule',
    subject: () => null,
    detail: ({ firstDay, days }) => ({ firstDay, days }),
  },
})

/** Names, lengths and colours of all that is scheduled, and how the practice schedules. */
export const getScheduleNames = defineQuery({
  name: 'schedule.getScheduleNames',
  input: z.strictObject({}),
  output: ScheduleNames.extend({
    policy: z.strictObject({
      stepMinutes: z.int(),
      dayStart: z.int(),
      dayEnd: z.int(),
      arrivedLimit: z.int(),
      roomedLimit: z.int(),
      checkoutLimit: z.int(),
      cancelReasons: z.array(z.string()),
      noShowReasons: z.array(z.string()),
      addressDays: z.int(),
      consentDays: z.int(),
      cardDays: z.int(),
      eligibilityDays: z.int(),
    }),
  }),
  example: {},
  permission: 'schedule.read',
  reads: ['resources', 'visitTypes', 'locations', 'practices', 'schedulePolicies'],
  audit: { none: 'names of rooms and kinds of visits, which are about nobody' },
})
