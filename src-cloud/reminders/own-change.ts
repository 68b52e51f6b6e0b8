/** What the cloud changes in rows of a practice by itself, over what stands there. A transaction says one op: all that belongs together. */
import { v7 } from 'uuid'
import type { Change } from '../../shared/kernel/op.ts'
import { executeOwn } from '../executor/execute-own.ts'
import type { PracticeTx } from '../executor/practice-tx.ts'
import { executingFor } from '../sync/executing.ts'
import type { Kept } from './candidates.ts'

type Set = Readonly<Record<string, unknown>>

/** A new row. */
export const made = (type: string, id: string, set: Set): Change => ({
  type,
  id,
  baseVersion: 0,
  base: {},
  set,
  gone: false,
})

/** Fields of one that is there. */
export function amended(type: string, { row, version }: Kept<Readonly<{ id: string }>>, set: Set): Change {
  const before = row as Readonly<Record<string, unknown>>
  const base = Object.fromEntries(Object.keys(set).map((field) => [field, before[field]]))
  return { type, id: row.id, baseVersion: version, base, set, gone: false }
}

export const say = (tx: PracticeTx, kind: string, changes: readonly Change[]): Promise<void> =>
  executeOwn(tx, { op: v7(), kind, changes }, executingFor(0))
