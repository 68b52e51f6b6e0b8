import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { conflictKinds } from '../sync/conflict.ts'
import { EpochMinute } from './get-days.ts'

/** A plan with the names of what is in it. */
export const PlanSaid = z.strictObject({
  startMin: EpochMinute,
  minutes: z.int(),
  prepareMinutes: z.int(),
  cleanMinutes: z.int(),
  locationId: z.string(),
  location: z.string(),
  timeZone: z.string(),
  providerIds: z.array(z.string()),
  providers: z.array(z.string()),
  placeIds: z.array(z.string()),
  places: z.array(z.string()),
  cancelled: z.boolean(),
})
export type PlanSaid = z.output<typeof PlanSaid>

/** One of two truths: by whom, when by their own clock, and at which workstation. */
export const SideSaid = z.strictObject({
  name: z.string(),
  at: z.string(),
  device: z.string(),
  /** Of an appointment: what they planned; null of anything else. */
  plan: PlanSaid.nullable(),
  /** Of one that they called off: why. */
  reason: z.string(),
})
export type SideSaid = z.output<typeof SideSaid>

export const ScheduleConflict = z.strictObject({
  conflictId: z.string(),
  version: z.int(),
  kind: z.enum(conflictKinds),
  entityType: z.string(),
  entityId: z.string(),
  patientId: z.string().nullable(),
  /** As lists show it; empty where it is about nobody. */
  patientName: z.string(),
  mrn: z.string(),
  birthDate: z.string().nullable(),
  /** What a row that is nobody's is called: a room, a visit type, whose hours. */
  title: z.string(),
  fields: z.array(z.strictObject({ field: z.string(), held: z.unknown(), offered: z.unknown() })),
  /** In force until somebody has chosen. */
  held: SideSaid.nullable(),
  offered: SideSaid,
  /** Whoever asks may settle it. */
  mine: z.boolean(),
  madeAt: z.string(),
})
export type ScheduleConflict = z.output<typeof ScheduleConflict>

/** What two desks that were apart said of one thing of the schedule, and nobody has settled; the oldest first. */
export const listConflicts = defineQuery({
  name: 'schedule.listConflicts',
  input: z.strictObject({}),
  output: z.strictObject({ conflicts: z.array(ScheduleConflict).max(500) }),
  example: {},
  permission: 'schedule.read',
  reads: [
    'conflicts',
    'appointments',
    'patients',
    'users',
    'resources',
    'locations',
    'practices',
    'visitTypes',
    'availabilities',
    'blocks',
  ],
  audit: { action: 'schedule.list-conflicts', category: 'schedule', subject: () => null },
})
