/**
 * Two versions of the product beside each other. The present one has what the one before had not: a field of allergies, the type
 * problem, and another meaning of what a medication's directions say.
 */
import { allergies } from '../../shared/charting/allergy.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Op } from '../../shared/kernel/op.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { upConvert, type UpConverters } from '../../shared/sync/up-convert.ts'
import { known, knowing } from '../../src-main/store/known-records.ts'

/** The field of allergies. */
export const field = 'note'
/** The kinds of ops that write medications. */
const kinds = ['sim.make', 'sim.amend', 'sim.amendTwo']

/** In the version before, directions ended without a stop. */
const converters: UpConverters = Object.fromEntries(
  kinds.map((kind) => [`${kind}@0`, { until: '2026-03-02', up: ({ changes }) => changes.map(stopped) }]),
)

const stopped = (change: Op['changes'][number]): Op['changes'][number] =>
  change.type === medications.type && typeof change.set['directions'] === 'string'
    ? { ...change, set: { ...change.set, directions: `${change.set['directions']}.` } }
    : change

export const converted = (op: Op): Op => upConvert(op, converters)

const withNote: RecordType = { ...allergies, changedIn: 2, added: { [field]: '' } }
const { [field]: _merge, ...mergeWithout } = allergies.merge
const withoutNote: RecordType = {
  ...allergies,
  row: allergies.row.omit({ [field]: true }),
  merge: mergeWithout,
}
const others = known.all.filter(({ type }) => type !== allergies.type && type !== problems.type)

export const presentVersion = knowing(2, [...others, withNote, { ...problems, changedIn: 2 }], converted)
export const versionBefore = knowing(1, [...others, withoutNote], (op) => op)

/** The kind of a command as a version calls it. */
export const kindIn = (schema: number, kind: string): string =>
  schema === 1 && kinds.includes(kind.replace(/@1$/, '')) ? kind.replace(/@1$/, '@0') : kind
