/** How entries of a log are asked for, and what a line of a list says. */
import { z } from 'zod'
import { Id, LocalDate } from '../kernel/fields.ts'
import { ScopeOrHere } from './covered.ts'

const value = z.string().max(200).nullable()

/** Null: whatever it is. Days are those of the practice, the last included. */
export const EntryFilter = z.strictObject({
  from: LocalDate.nullable(),
  to: LocalDate.nullable(),
  /** A person's id; empty for what nobody in particular did. */
  actor: value,
  patientId: Id.nullable(),
  action: value,
  category: value,
  outcome: value,
  /** Empty for what has no reason. */
  reason: value,
  workstation: value,
  session: value,
  op: Id.nullable(),
  /** Only what left the workstation: paper, the clipboard, a file. */
  disclosures: z.boolean(),
})
export type EntryFilter = z.output<typeof EntryFilter>

export const everything: EntryFilter = {
  from: null,
  to: null,
  actor: null,
  patientId: null,
  action: null,
  category: null,
  outcome: null,
  reason: null,
  workstation: null,
  session: null,
  op: null,
  disclosures: false,
}

/** Every recorded field. `n`: as they were written. People, patients and acts sort by what they are called. */
export const entrySorts = [
  'n',
  'at',
  'mono',
  'boot',
  'epoch',
  'workstation',
  'actor',
  'session',
  'action',
  'category',
  'subject',
  'outcome',
  'reason',
  'op',
  'detail',
] as const
export type EntrySort = (typeof entrySorts)[number]

/** Of which log, a filter and an order: what a report is. */
export const EntryReport = z.strictObject({
  scope: ScopeOrHere,
  filter: EntryFilter,
  sort: z.enum(entrySorts),
  descending: z.boolean(),
})
export type EntryReport = z.output<typeof EntryReport>

export const latestFirst: EntryReport = { scope: 'here', filter: everything, sort: 'n', descending: true }

/** A patient an entry is about: enough to know who. Empty where this workstation has no such patient (any more). */
export const EntryPatient = z.strictObject({
  patientId: z.string(),
  name: z.string(),
  birthDate: z.string().nullable(),
  mrn: z.string(),
})
export type EntryPatient = z.output<typeof EntryPatient>

/**
 * `n`: what it is asked for by: its number, or in the practice's log its place in the tree. `number`: in the log of its workstation. `actor`: null where nobody in particular did it; its name is empty where
 * nobody of that id is known here.
 */
export const EntryLine = z.strictObject({
  n: z.int(),
  number: z.int(),
  at: z.string(),
  mono: z.number(),
  boot: z.string(),
  epoch: z.int(),
  workstation: z.string(),
  actor: z.strictObject({ userId: z.string(), name: z.string() }).nullable(),
  session: z.string().nullable(),
  action: z.string(),
  category: z.string(),
  patient: EntryPatient.nullable(),
  outcome: z.string(),
  reason: z.string().nullable(),
  op: z.string().nullable(),
  /** JSON, as it was hashed. */
  detail: z.string(),
})
export type EntryLine = z.output<typeof EntryLine>

/** The fields a filter names, for the entry that its own report leaves behind. */
export const filtersNamed = (filter: EntryFilter): string =>
  Object.entries(filter)
    .filter(([, given]) => given !== null && given !== false)
    .map(([name]) => name)
    .join(' ')
