/** What must be so once everything has healed and nobody has anything left to send or to read. */
import { conflictsOf } from '../../shared/kernel/decide.ts'
import { checkStation } from './check-station.ts'
import { isRefused } from './check-commit.ts'
import { toldLost } from './told-lost.ts'
import type { Workstation } from './workstation.ts'
import type { World } from './world.ts'

export function checkEnd(world: World): void {
  for (const station of world.stations) checkStation(station, true)
  checkOutcomes(world)
  checkStations(world)
  checkOrder(world)
}

/** Every op that anybody still has was decided, once. */
function checkOutcomes(world: World): void {
  const { results, quarantine, log } = world.cloud.state
  for (const { op, n, gone, text, station, asked } of world.issued.values()) {
    const known = results.get(op.op)
    if (!known) {
      if (!gone)
        world.violated(world.counts['restores of the cloud'] ? 19 : 3, `op ${n} of ${station} is lost`)
      continue
    }
    const { status, reason } = known.result
    if (!isRefused(status)) continue
    if (!quarantine.get(op.op)?.some((each) => each.text === text))
      world.violated(4, `op ${n} was refused and its text is not kept`)
    // a log that is read again from its start refuses it again, in the author's sight
    if (asked && !world.twice.has(station) && !world.counts['restores of the cloud'])
      world.violated(24, `op ${n} was sent once more, and was not looked at again`)
    // what came and was refused is as little there as what never came
    const isThere = (dep: string) => {
      const found = results.get(dep)?.result.status
      return found !== undefined && !isRefused(found)
    }
    if (reason === 'op.dependency-missing' && op.deps.every(isThere))
      world.violated(19, `op ${n} is held for want of what is there`)
  }
  const transactions = new Map<string, Set<number>>()
  for (const { type, op, tx } of log)
    if (type !== 'op') transactions.set(op, (transactions.get(op) ?? new Set()).add(tx))
  for (const [op, found] of transactions)
    if (found.size > 1) world.violated(7, `op ${world.issued.get(op)?.n} was carried out ${found.size} times`)
}

function checkStations(world: World): void {
  const { head, results } = world.cloud.state
  for (const station of world.stations) {
    const { name, store, view } = station
    if (view.h !== head.h || view.epoch !== head.epoch)
      world.violated(2, `${name} stands at ${view.seq} and the log at ${head.seq}`)
    const waiting = store
      .prepare<[], { op: string; state: string; status: string | null }>(
        'SELECT op, state, status FROM outbox',
      )
      .all()
    for (const { op, state, status } of waiting) {
      const known = results.get(op)?.result.status
      const n = world.issued.get(op)?.n
      if (state === 'queued' || state === 'acked') world.violated(24, `${name}: op ${n} is still ${state}`)
      // what had been refused before a restore is sent again, and may be taken in the history of now; one that comes back has its answer
      else if (known === undefined && world.lookedAtIn.get(op) !== head.epoch)
        world.violated(19, `${name}: op ${n} is ${state}, and the history that is read now was never asked`)
      else if (known !== status)
        world.violated(4, `${name}: op ${n} is ${status} here and ${known} in the cloud`)
    }
    checkTold(world, station)
    if (store.sync.get('epoch') !== null && store.sync.number('readAs', 1) !== station.version.schema)
      world.violated(23, `${name} was updated, and has not read once more what has changed`)
    if (store.sync.get('rereading') === '1') world.violated(24, `${name} is still reading again`)
    const uncovered = store
      .prepare(
        `SELECT 1 FROM shadow s WHERE NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.type = s.type AND e.id = s.id)`,
      )
      .get()
    if (uncovered) world.violated(2, `${name}: a shadow is left under nothing`)
    const orphan = store
      .prepare(`SELECT 1 FROM outbox_effect WHERE localSeq NOT IN (SELECT localSeq FROM outbox)`)
      .get()
    if (orphan) world.violated(2, `${name}: an effect is left of no op`)
  }
}

/** People are told of what went back in time, and of what is gone: not of anything else. */
function checkTold(world: World, station: Workstation): void {
  const { name, store, rereadFromSnapshot, lostUnderSnapshot } = station
  const told = store.prepare<[], { why: string }>('SELECT why FROM outage').all()
  for (const { why } of told)
    if (why === 'set-back' ? !world.twice.has(name) : !world.counts['restores of the cloud'])
      world.violated(19, `${name}: its people are told "${why}", and nothing was`)
  const { rows, results } = world.cloud.state
  const decided = new Set([...results.keys()].map(conflictsOf))
  for (const key of toldLost(store)) {
    const [type, id = ''] = key.split('/')
    // a snapshot says nothing of what is gone, nor how ops were decided: better to have a person look once too often
    const passed = rereadFromSnapshot || lostUnderSnapshot.has(key)
    const there = passed ? rows.get(key)?.row : rows.get(key)
    if (there) world.violated(4, `${name}: ${key} is told to be lost and is in the cloud`)
    // unless somebody here had chosen in it: what became of the choice is told too
    else if (
      !passed &&
      type === 'conflict' &&
      decided.has(id.slice(0, -4)) &&
      !hasTouched(world, station, key)
    )
      world.violated(4, `${name}: ${key} is told to be lost, and its op was decided without it`)
  }
}

/** Whether a change was made here to the row, whatever has become of it since: it may be decided, or given up. */
const hasTouched = (world: World, { known }: Workstation, key: string): boolean =>
  [...world.issued.values()].some(
    ({ op }) => known.has(op.op) && op.changes.some(({ type, id }) => `${type}/${id}` === key),
  )

/**
 * What one workstation made is carried out in the order it was made; what was refused once may come later. One that was
 * restored or copied is two: what only the other has comes when that one sends it.
 */
function checkOrder(world: World): void {
  const last = new Map<string, number>()
  const seen = new Set<string>()
  for (const { type, op } of world.cloud.state.log) {
    if (type !== 'op' || seen.has(op)) continue
    seen.add(op)
    const issued = world.issued.get(op)
    if (!issued || issued.gone || issued.refused || world.twice.has(issued.station)) continue
    const before = last.get(issued.station) ?? 0
    if (issued.n < before) world.violated(13, `op ${issued.n} of ${issued.station} came after op ${before}`)
    last.set(issued.station, Math.max(before, issued.n))
  }
}
