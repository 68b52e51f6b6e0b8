import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** What a request may be about, by the type of its record. */
export const entryTypes = [
  'problem',
  'allergy',
  'medication',
  'observation',
  'report',
  'immunization',
  'procedure',
  'document',
  'encounter',
  'carePlan',
  'goal',
  'careTeam',
  'original',
] as const
export const EntryType = z.enum(entryTypes)
export type EntryType = z.output<typeof EntryType>

export const askers = ['patient', 'representative'] as const
export const Asker = z.enum(askers)
export type Asker = z.output<typeof Asker>

/** Days in which a request is acted on, and by how many that may be put off, once (45 CFR 164.526(b)(2)). */
export const decideWithin = 60
export const putOffBy = 30

/**
 * A patient asks that their record be amended (45 CFR 164.526). It never changes, and neither does the entry it is about: what became of
 * it stands in its acts. Every workstation has all of them, whatever charts it holds.
 */
export const amendments = defineRecord({
  type: 'amendment',
  table: 'amendments',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    /** Null, as `entryId`, where the chart as a whole is meant, or what is not in it. */
    entryType: EntryType.nullable(),
    entryId: Id.nullable(),
    /** What the entry was called when it was asked. */
    entryText: stored(300),
    /** What is wrong or missing, and what it should say. */
    wrong: stored(2000),
    shouldSay: stored(2000),
    askedBy: Asker,
    /** Of a representative. */
    askedByName: stored(200),
    /** The day the practice received it, at the practice. */
    askedOn: LocalDate,
    /** By when it is accepted or denied, if nobody puts it off. */
    dueOn: LocalDate,
    by: Id,
    at: Instant,
  }),
})
