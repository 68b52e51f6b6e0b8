/** Kinds of data that are not for everybody who reads charts (docs/access.md, "Kinds of data"), and how an entry says that it is of one. */
import { z } from 'zod'
import { Id, Instant, stored } from './fields.ts'
import type { Permission } from './permissions.ts'
import type { MergeClass } from './record.ts'

export const sensitiveKinds = [
  'psychotherapy',
  'mental-health',
  'substance-use',
  'hiv',
  'sexual-health',
  'violence',
  'genetic',
  'confidential',
] as const
export const SensitiveKind = z.enum(sensitiveKinds)
export type SensitiveKind = z.output<typeof SensitiveKind>

/** The right to see entries of a kind, in charts that are open to whoever has it. */
export const rightFor = (kind: SensitiveKind): Permission => `sensitive.${kind}`

/** What somebody without these rights is not shown. */
export const kindsWithout = (can: ReadonlySet<Permission>): SensitiveKind[] =>
  sensitiveKinds.filter((kind) => !can.has(rightFor(kind)))

/** Who marked it last, or lifted a mark, and why; null where it came so from elsewhere. */
const Marking = z.strictObject({ by: Id, at: Instant, reason: stored(500) })

/**
 * What every record has whose rows may be of a sensitive kind. `sensitivity`: its kinds; null where nobody has ever said, an empty list
 * where a mark was lifted. Two people who mark apart both count. Allergies have none of it: docs/adr/0026.
 */
export const sensitive = {
  fields: {
    sensitivity: z.array(SensitiveKind).max(sensitiveKinds.length).nullish(),
    sensitivitySet: Marking.nullish(),
  },
  merge: { sensitivity: 'set', sensitivitySet: 'low' },
  added: {
    sensitivity: { since: 4, absent: null },
    sensitivitySet: { since: 4, absent: null },
  },
} as const satisfies Readonly<{
  fields: Record<string, z.ZodType>
  merge: Record<string, MergeClass>
  added: Record<string, Readonly<{ since: number; absent: unknown }>>
}>

/** Kinds a row says it is of; none for what says nothing, or is of no such record. */
export const kindsOf = (row: Readonly<Record<string, unknown>> | null | undefined): SensitiveKind[] => {
  const said: unknown = row?.['sensitivity']
  return Array.isArray(said) ? sensitiveKinds.filter((kind) => said.includes(kind)) : []
}

/** The user who wrote the row themselves: it is never kept from them. */
export const writtenBy = (row: Readonly<Record<string, unknown>>): string | null => {
  const { addedBy } = row
  return typeof addedBy === 'string' ? addedBy : null
}
