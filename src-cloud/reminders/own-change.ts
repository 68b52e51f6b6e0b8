/** What the cloud changes in rows of a practice by itself, over what stands there. */
import { v7 } from 'uuid'
import { executeOwn } from '../executor/execute-own.ts'
import type { PracticeTx } from '../executor/practice-tx.ts'
import { executingFor } from '../sync/executing.ts'
import type { Kept } from './candidates.ts'

type Set = Readonly<Record<string, unknown>>

/** A new row. */
export const putOwn = (tx: PracticeTx, kind: string, type: string, id: string, set: Set): Promise<void> =>
  executeOwn(
    tx,
    { op: v7(), kind, changes: [{ type, id, baseVersion: 0, base: {}, set, gone: false }] },
    executingFor(0),
  )

/** Fields of one that is there. */
export function amendOwn(
  tx: PracticeTx,
  kind: string,
  type: string,
  { row, version }: Kept<Readonly<{ id: string }>>,
  set: Set,
): Promise<void> {
  const before = row as Readonly<Record<string, unknown>>
  const base = Object.fromEntries(Object.keys(set).map((field) => [field, before[field]]))
  return executeOwn(
    tx,
    { op: v7(), kind, changes: [{ type, id: row.id, baseVersion: version, base, set, gone: false }] },
    executingFor(0),
  )
}
