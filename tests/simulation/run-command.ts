/** A command of the simulator's people, and what is remembered of it. */
import { AppError } from '../../shared/kernel/errors.ts'
import { Op } from '../../shared/kernel/op.ts'
import type { resolveConflictHandler } from '../../src-main/attention/resolve-conflict.ts'
import { unpack } from '../../src-main/store/packing.ts'
import type { Tx } from '../../src-main/store/tx.ts'
import { keyOf, short, type RowRef } from './issued.ts'
import { converted, kindIn } from './versions.ts'
import { SimFault, type Workstation } from './workstation.ts'
import type { World } from './world.ts'

/** One command in one transaction; what it committed is remembered with what its author saw. */
export function run(
  station: Workstation,
  kind: string,
  refs: readonly RowRef[],
  work: (tx: Tx, ctx: Parameters<typeof resolveConflictHandler.run>[2]) => unknown,
  done: () => void = () => undefined,
): void {
  const { world, store } = station
  const seen = new Map(
    refs.map(({ record: { type }, id }) => {
      const record = station.version.of(type)
      return [keyOf(type, id), record && store.writers.of(record).read(id)?.row]
    }),
  )
  const ctx = {
    actor: station.actor,
    sessionId: 'session',
    opId: station.newId(),
    now: station.wall,
    newId: station.newId,
  }
  const made = world.rows.length
  let closed: { opId: string } | null = null
  station.maybeFault()
  try {
    closed = store.transaction(ctx, (tx) => {
      work(tx, ctx)
      return tx.close(kindIn(station.version.schema, kind))
    })
  } catch (error) {
    world.rows.length = made
    if (error instanceof SimFault && error.kills) return station.kill(`inside ${kind}`)
    if (error instanceof SimFault || (error instanceof AppError && error.code !== 'Bug')) return
    return world.violated(18, `${station.name}: ${kind} threw ${String((error as Error).stack)}`)
  } finally {
    station.noFault()
    world.dirty.add(station)
  }
  done()
  if (closed) remember(station, closed.opId, seen)
}

function remember(
  station: Workstation,
  opId: string,
  seen: Parameters<World['issued']['set']>[1]['seen'],
): void {
  const { world, store } = station
  const [waiting] = store
    .prepare<[string], { body: Uint8Array }>('SELECT body FROM outbox WHERE op = ?')
    .all(opId)
  if (!waiting) return world.violated(18, `${station.name}: a committed command left no op`)
  const text = unpack(waiting.body)
  const op = Op.parse(JSON.parse(text))
  const n = world.issued.size + 1
  world.issued.set(opId, {
    n,
    op,
    converted: converted(op),
    older: station.isOlder,
    text,
    station: station.name,
    seen,
    gone: false,
    refused: false,
    asked: false,
  })
  station.known.add(opId)
  world.count('ops')
  const touched = op.changes.map(
    ({ type, id, set, gone }) => `${gone ? '-' : ''}${type} ${short(id)} ${gone ? '' : brief(set)}`,
  )
  world.tell(`${station.name}: op ${n} ${op.kind} ${touched.join('; ')}`)
  for (const { type, id, set, gone } of op.changes) {
    const before = seen.get(keyOf(type, id))
    if (before && !gone)
      for (const [field, value] of Object.entries(set))
        if (JSON.stringify(before[field]) === JSON.stringify(value))
          world.violated(5, `op ${n} carries ${type}.${field}, which nobody changed`)
  }
}

const brief = (set: Record<string, unknown>): string => {
  const fields = Object.entries(set)
  return fields.length > 3
    ? 'made'
    : fields
        .map(([field, value]) => `${field}=${JSON.stringify(value)}`)
        .join(' ')
        .slice(0, 80)
}
