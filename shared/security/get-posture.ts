import { z } from 'zod'
import { clockSources, clockStates } from '../audit/clock-state.ts'
import { defineQuery } from '../kernel/contract.ts'

/** A figure that is set, for the practice or for the product. `usual`: without anybody's doing. */
export const Policy = z.strictObject({
  key: z.enum([
    'idle-minutes',
    'absolute-hours',
    'key-months',
    'second-factor',
    'lease-hours',
    'privileged-hours',
    'password-length',
    'password-days',
    'password-words',
    'wrong-tries',
    'step-up-minutes',
    'emergency-minutes',
    'charts-held',
    'export-alone',
    'export-most',
    'keep-adult-chart',
    'keep-minor-chart',
    'keep-audit',
    'keep-access',
    'keep-privacy',
    'keep-downtime',
    'clock-bound',
  ]),
  /** As it holds now. */
  value: z.string(),
  usual: z.string(),
  /** What it can be set to; empty where nobody sets it. */
  range: z.string(),
})
export type Policy = z.output<typeof Policy>

/** What the running system says of itself. */
export const Facts = z.strictObject({
  store: z.strictObject({
    cipher: z.string(),
    isSealed: z.boolean(),
    spillsNothing: z.boolean(),
    isDurable: z.boolean(),
    sqlite: z.string(),
    schema: z.int(),
  }),
  /** The weakest that any password of the practice is stretched by; null where nobody has one yet. */
  kdf: z.strictObject({ memoryMiB: z.int(), passes: z.int() }).nullable(),
  /** Of the last answer of the cloud; null where none has come. */
  connection: z.strictObject({ protocol: z.string(), cipher: z.string() }).nullable(),
  certificateUntil: z.string().nullable(),
  keyInFile: z.boolean(),
  audit: z.strictObject({
    entries: z.int(),
    /** Not signed for by the cloud yet. */
    waiting: z.int(),
    witnessedAt: z.string().nullable(),
    alarms: z.int(),
  }),
  /** What the log says of this computer's clock; null where it says nothing yet. */
  clock: z
    .strictObject({
      state: z.enum(clockStates),
      source: z.enum(clockSources),
      /** Against the cloud's, when it was last measured: ahead by so many ms, give or take. */
      measured: z.strictObject({ offsetMs: z.int(), withinMs: z.int(), at: z.string() }).nullable(),
      /** How often it was set while Holdfast ran, in what is kept of the log. */
      changes: z.int(),
    })
    .nullable(),
  people: z.strictObject({
    active: z.int(),
    withFactor: z.int(),
    administrators: z.int(),
    /** Invited, and have not come. */
    waiting: z.int(),
    exceptions: z.int(),
    /** Who gives access and reads charts, by name. */
    withBoth: z.array(z.string()),
  }),
  lastReview: z.string().nullable(),
  openCases: z.int(),
  overdueCases: z.int(),
  /** Requests of patients for amendment that wait. */
  openAmendments: z.int(),
  overdueAmendments: z.int(),
  restrictedCharts: z.int(),
  /** Times without the cloud that nobody has signed off. */
  unsignedOutages: z.int(),
  /** When a drill was last begun here. */
  lastDrill: z.string().nullable(),
})
export type Facts = z.output<typeof Facts>

/** How this workstation and the practice are secured now. */
export const getPosture = defineQuery({
  name: 'security.getPosture',
  input: z.strictObject({}),
  output: z.strictObject({ at: z.string(), policies: z.array(Policy), facts: Facts }),
  example: {},
  permission: 'practice.configure',
  reads: ['*'],
  audit: { action: 'security.view', category: 'configuration', subject: () => null },
})
