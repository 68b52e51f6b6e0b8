/** How one field merges when somebody changed it who had not seen what it says now. */
import type { MergeClass } from './record.ts'

/** What the person saw; `unseen` where they made the row and could see nothing. */
export type Base = Readonly<{ seen: unknown }> | 'unseen'

export type FieldMerge =
  /** The field already says so, or now does. */
  | Readonly<{ take: unknown; how: 'same' | 'set' | 'merged' }>
  /** What it says now stays, and the other value goes into history. */
  | Readonly<{ keep: true; how: 'older' }>
  /** Both are kept until a person chooses; what it says now stays in force. */
  | Readonly<{ conflict: true }>
  | Readonly<{ refused: 'field.immutable' }>

/**
 * `present` is what the cloud has, `next` what is asked for. `later`: the change was made after the present value was,
 * by corrected hybrid clocks.
 */
export function mergeField(
  mergeClass: MergeClass,
  base: Base,
  present: unknown,
  next: unknown,
  later: boolean,
): FieldMerge {
  if (alike(present, next)) return { take: present, how: 'same' }
  if (mergeClass === 'immutable') return { refused: 'field.immutable' }
  if (base !== 'unseen' && alike(base.seen, present)) return { take: next, how: 'set' }
  if (mergeClass === 'low') return later ? { take: next, how: 'merged' } : { keep: true, how: 'older' }
  if (mergeClass === 'set')
    return { take: mergeSets(base === 'unseen' ? [] : base.seen, present, next), how: 'merged' }
  // clinical and identity: nobody's word is taken over another's
  return { conflict: true }
}

/** What was added is added, what was taken away is taken away, whatever else has happened to the list. */
function mergeSets(base: unknown, present: unknown, next: unknown): unknown[] {
  const [before, now, wanted] = [asList(base), asList(present), asList(next)]
  const has = (list: readonly unknown[], item: unknown) => list.some((each) => alike(each, item))
  const kept = now.filter((item) => has(wanted, item) || !has(before, item))
  return [...kept, ...wanted.filter((item) => !has(kept, item) && !has(before, item))]
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * Equal as JSON, whatever the order of an object's keys. A field that a row of an earlier version does not have yet says the
 * same as one that says nothing.
 */
export function alike(a: unknown, b: unknown): boolean {
  if (Object.is(a ?? null, b ?? null)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => alike(item, b[index]))
    )
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && alike(left[key], right[key]))
  )
}
