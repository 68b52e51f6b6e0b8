import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { dataCategories } from '../kernel/contract.ts'
import { AccountedLine } from '../disclosures/disclosure-view.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { Covered, scopeNamed, ScopeOrHere } from './covered.ts'
import { EntryPatient } from './entry-line.ts'
import { HandedOut } from '../audit/handing-out.ts'

const dids = ['saw', 'changed', 'printed', 'copied', 'exported', 'imported', 'audited'] as const

/** What one person did with one kind of a patient's data on one day. */
export const AccessLine = z.strictObject({
  /** Of the practice, YYYY-MM-DD. */
  day: z.string(),
  /** The first and the last time, UTC. */
  from: z.string(),
  to: z.string(),
  times: z.int(),
  /** Empty where it was the workstation itself; null where nobody of that id is known here. */
  who: z.string().nullable(),
  did: z.enum(dids),
  category: z.enum(dataCategories),
  /** For whom and why, where that was recorded. */
  handedOut: HandedOut.nullable(),
})
export type AccessLine = z.output<typeof AccessLine>

/**
 * Who saw, changed or took out what of one patient's data on this workstation, or at any of the practice, for the patient. What was tried and refused is not in
 * it. Days are those of the practice, the last included. Throws `audit.period`, `audit.no-patient`, `audit.whole-off`.
 */
export const getAccessReport = defineQuery({
  name: 'auditing.getAccessReport',
  input: z.strictObject({
    scope: ScopeOrHere,
    patientId: Id,
    from: LocalDate.nullable(),
    to: LocalDate.nullable(),
  }),
  output: z.strictObject({
    patient: EntryPatient,
    practiceName: z.string(),
    covers: Covered,
    /** UTC. */
    madeAt: z.string(),
    lines: z.array(AccessLine),
    /** Who else was told of an amendment the patient had asked for, as it was written down; by the record, whatever the scope. */
    told: z.array(z.strictObject({ day: z.string(), who: z.string().nullable(), words: z.string() })),
    /** To whom data was given, as it was written down; by the record, whatever the scope. */
    given: z.array(AccountedLine),
    /** There are more than are told. */
    more: z.boolean(),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', from: null, to: null },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  reads: ['users', 'patients', 'practices', 'amendmentActs', 'disclosures'],
  audit: {
    action: 'audit.access-report',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ scope, from, to }, output) => ({
      ...scopeNamed(scope),
      ...(from !== null && { from }),
      ...(to !== null && { to }),
      ...(output && { lines: output.lines.length }),
    }),
  },
})
