import { z } from 'zod'
import { Cents, Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'
import { isTakingTime, stageOf } from './stage.ts'
import { staysOf, staysText, wasCalledOffLate } from './stays.ts'
import { Step } from './step.ts'

/**
 * When, where and with whom; and whether it was called off. One field, so that whoever moves and whoever cancels apart have decided about the same:
 * both are kept and a person chooses. `providers`, `places`: resources by id; places (rooms and equipment) are also taken before and after.
 */
export const Plan = z.strictObject({
  startsAt: Instant,
  minutes: z.int().min(5).max(1440),
  locationId: Id,
  providers: z.array(Id).max(6),
  places: z.array(Id).max(6),
  prepareMinutes: z.int().min(0).max(240),
  cleanMinutes: z.int().min(0).max(240),
  cancelled: z.boolean(),
})
export type Plan = z.output<typeof Plan>

export const appointmentOrigins = [
  'staff',
  'series',
  'waitlist',
  'recall',
  'walk-in',
  'message',
  'portal',
] as const

/**
 * Somebody is expected. `steps` say what has happened (stage.ts): each is added by whoever saw it, and two desks that were apart add to one
 * list. Source: FHIR R4 Appointment; sync.md, section 1.
 */
export const appointments = defineRecord({
  type: 'appointment',
  table: 'appointments',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    patientId: 'immutable',
    steps: 'set',
    referral: 'low',
    authorization: 'low',
    copayCents: 'low',
    seriesId: 'low',
    groupId: 'low',
    overbook: 'low',
    occurrence: 'immutable',
    origin: 'immutable',
    external: 'low',
    madeAt: 'immutable',
    madeBy: 'immutable',
  },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    visitTypeId: Id.nullable(),
    plan: Plan,
    steps: z.array(Step).max(200),
    reason: stored(400),
    notes: stored(2000),
    referral: stored(200),
    authorization: stored(80),
    /** What is to be paid at the visit; null where it is not known. */
    copayCents: Cents.nullable(),
    seriesId: Id.nullable(),
    /** Which of the series it is, from 1; it keeps its number wherever it is moved. */
    occurrence: z.int().min(1).max(1000).nullable(),
    /** Several people come to one visit: their appointments share it. */
    groupId: Id.nullable(),
    /** Who let it pass a limit of overbooking, and why. */
    overbook: z.strictObject({ by: Id, at: Instant, reason: stored(400) }).nullable(),
    origin: z.enum(appointmentOrigins),
    /** Its number in the system it came from (HL7 v2 SCH-1, SCH-2). */
    external: z.strictObject({ system: stored(200), value: stored(200) }).nullable(),
    madeAt: Instant,
    madeBy: Id,
  }),
  derived: {
    columns: ['startMin', 'endMin', 'busy', 'stage', 'stays', 'isLate', 'externalKey'],
    of: (row) => {
      const startMin = minuteOf(row.plan.startsAt)
      return {
        startMin,
        endMin: startMin + row.plan.minutes,
        busy: isTakingTime(row) ? 1 : 0,
        stage: stageOf(row),
        stays: staysText(staysOf(row)),
        isLate: wasCalledOffLate(row) ? 1 : 0,
        externalKey: row.external === null ? null : `${row.external.system}|${row.external.value}`,
      }
    },
  },
})
export type Appointment = RowOf<typeof appointments>

/** Minutes since 1970, as the index of times has them; an instant within a minute counts as its beginning. */
export const minuteOf = (instant: string): number => Math.floor(Date.parse(instant) / 60_000)
/** The instant such a minute begins, ISO 8601. */
export const instantOfMinute = (minute: number): string => new Date(minute * 60_000).toISOString()
