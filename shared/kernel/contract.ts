import type { z } from 'zod'
import type { Gate, Permission } from './permissions.ts'

/** The kind of data an audit entry is about (45 CFR 170.315(d)(10) asks that categories can be told apart). */
export const dataCategories = [
  'session',
  'demographics',
  'coverage',
  'schedule',
  'payments',
  'encounters',
  'problems',
  'allergies',
  'medications',
  'vitals',
  'results',
  'immunizations',
  'procedures',
  'documents',
  'care-plans',
  'chart',
  'exchange',
  'configuration',
  'directory',
] as const
export type DataCategory = (typeof dataCategories)[number]

/** Counts, versions, ids, names of policies: never what a record says. */
export type AuditDetail = Readonly<Record<string, string | number | boolean>>

/**
 * `subject` names the patient an act is about, or null; its output is null until the act is done, and where it is
 * refused. `detail` says what else the log keeps of it. Methods, not properties, so that a catalog of contracts compiles.
 */
export type AuditRule<Input, Output = unknown> =
  | Readonly<{
      action: string
      category: DataCategory
      /** The part of the chart it was about, where what was asked or came of it says so: more exact than the category, and recorded in its place. */
      part?(input: Input, output: Output | null): DataCategory | null
      subject(input: Input, output: Output | null): string | null
      detail?(input: Input, output: Output | null): AuditDetail
    }>
  | Readonly<{ none: string }>

/** What every answer is made of beside what its query reads: what whoever asks may do, whether a chart is open to them and within their reach, and which of its entries. */
export const doorReads: readonly string[] = [
  'chartRestrictions',
  'emergencyAccesses',
  'users',
  'access_levels',
  'locations',
  'patientPlaces',
  'sensitive_entry',
  'rights',
]
/** The same of what is asked about one patient: where they were seen, and whether their chart is here. */
export const doorReadsOfPatient: readonly string[] = ['encounters', 'appointments', 'chart']

type Shared<Input extends z.ZodType, Output extends z.ZodType> = Readonly<{
  /** `domain.verbNoun`, the same in code, on the wire and in the audit log. */
  name: string
  input: Input
  output: Output
  /** A valid input. Documentation, and what lets the catalog tests reach past parsing. */
  example: z.input<Input>
  permission: Permission | Gate
  audit: AuditRule<z.output<Input>, z.output<Output>>
  /** The largest payload in bytes of JSON; 64 KiB if absent. */
  maxBytes?: number
  /** At most `max` calls in `minutes` by one session (ASVS 2.4.1). */
  cap?: Readonly<{ max: number; minutes: number }>
  /** Also for somebody who was let in to the downtime pack alone, because the record store does not open. An act. */
  withoutStore?: true
  /** Asks that whoever does it has shown in the last minutes that it is them (ASVS 7.5.3): `session.confirm-first` where they have not. */
  stepUp?: true
  /** Of commands: also for whoever opened the workstation with the emergency kit. It changes nothing in the record. */
  byKit?: 'too'
  /** Also of a chart that is closed to whoever asks (docs/access.md): it says nothing of what is in it. */
  closedCharts?: 'too'
}>

/** One thing a person can do. */
export type Command<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = Shared<
  Input,
  Output
> &
  Readonly<{
    kind: 'command'
    /** `internal`: a step of a longer job, run by the vault itself and refused to every window. */
    caller: 'person' | 'internal'
    /** Of what its op means, from 1; with the next one comes a converter (shared/sync/up-convert). */
    version: number
  }>

/** One thing a person can ask. `reads` names the tables its answer is made of: a change to one makes it stale. */
export type Query<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = Shared<
  Input,
  Output
> &
  Readonly<{ kind: 'query'; reads: readonly string[] }>

export type Contract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> =
  Command<Input, Output> | Query<Input, Output>

export function defineCommand<Input extends z.ZodType, Output extends z.ZodType>(
  command: Shared<Input, Output> & Readonly<{ caller?: 'internal'; version?: number }>,
): Command<Input, Output> {
  const { caller = 'person', version = 1 } = command
  return Object.freeze({ ...command, kind: 'command', caller, version })
}

export function defineQuery<Input extends z.ZodType, Output extends z.ZodType>(
  query: Shared<Input, Output> & Readonly<{ reads: readonly string[] }>,
): Query<Input, Output> {
  return Object.freeze({ ...query, kind: 'query' })
}

export type InputOf<C extends Contract> = z.input<C['input']>
export type ParsedInputOf<C extends Contract> = z.output<C['input']>
export type OutputOf<C extends Contract> = z.output<C['output']>

export const defaultMaxBytes = 64 * 1024
