import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'

/**
 * What is looked into. `emergency`: a closed chart was opened; by one person again and again, or one patient's by several. The others were
 * noticed as charts were read: one's own, of somebody with the same family name or address, of a colleague, of somebody known to the
 * public; very many, more than is usual for them, at an hour the practice does not work, doors tried again and again; and who came in at
 * a workstation for the first time.
 */
export const caseKinds = [
  'emergency',
  'own-chart',
  'same-address',
  'same-name',
  'colleague',
  'many-charts',
  'after-hours',
  'refused-often',
  'repeated-emergency',
  'emergency-by-several',
  'more-than-usual',
  'known-to-public',
  'new-workstation',
] as const
export const CaseKind = z.enum(caseKinds)
export type CaseKind = z.output<typeof CaseKind>

/** Days in which somebody has looked: an emergency sooner than what may well be harmless. */
export const reviewDays: Readonly<Record<CaseKind, number>> = {
  emergency: 3,
  'own-chart': 14,
  'same-address': 7,
  'same-name': 14,
  colleague: 7,
  'many-charts': 3,
  'after-hours': 14,
  'refused-often': 7,
  'repeated-emergency': 3,
  'emergency-by-several': 3,
  'more-than-usual': 7,
  'known-to-public': 7,
  'new-workstation': 14,
}

/** Something about one person's reading that another person has to look at. It never changes: what is found stands in its notes. */
export const privacyCases = defineRecord({
  type: 'privacy-case',
  table: 'privacyCases',
  patient: null,
  merge: { all: 'immutable' },
  since: 3,
  added: { usual: { since: 5, absent: null }, others: { since: 5, absent: [] } },
  row: z.strictObject({
    id: Id,
    kind: CaseKind,
    /** Whose reading. */
    about: Id,
    patientId: Id.nullable(),
    emergencyId: Id.nullable(),
    device: stored(80),
    at: Instant,
    /** By when somebody has looked, at the practice. */
    dueOn: LocalDate,
    /** How many charts, or how many times; null where one is meant. */
    count: z.int().min(0).nullable(),
    /** What is usual for them, where that is what it was measured by. */
    usual: z.int().min(0).nullable().default(null),
    /** Who did the same beside them: none of them looks into it. */
    others: z.array(Id).max(50).default([]),
  }),
})

/** Nobody looks into what they did themselves, or beside others. */
export const isConcerned = (
  { about, others }: Pick<RowOf<typeof privacyCases>, 'about' | 'others'>,
  userId: string,
): boolean => about === userId || others.includes(userId)
