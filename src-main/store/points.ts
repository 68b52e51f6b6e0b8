/** Points of the practice's log that what is here is of. */
import { chainStart } from '../../shared/sync/log-chain.ts'
import { readCursor, type Cursor } from '../../shared/sync/wire.ts'
import { readManifest } from './manifest.ts'
import type { Store } from './store.ts'

/** Everything up to here has been read from the log; null before it has been begun. */
export function cursorOf({ sync }: Store): Cursor | null {
  const epoch = sync.get('epoch')
  return epoch === null ? null : { epoch, seq: sync.number('seq', 0), h: sync.get('h') ?? chainStart }
}

/** The highest point that a snapshot or a chart here was taken at. */
export function highestTaken(store: Store): Cursor | null {
  return furthest(readCursor(store.sync.get('asOf') ?? ''), readManifest(store)?.asOf ?? null)
}

/** The furthest this workstation has been: what is as of an earlier point than this may be older than what was shown. */
export const furthestSeen = (store: Store): Cursor | null => furthest(cursorOf(store), highestTaken(store))

const furthest = (one: Cursor | null, other: Cursor | null): Cursor | null =>
  one && other ? (other.seq > one.seq ? other : one) : (one ?? other)

/** How often it is written down when everything had been read. */
const noteEveryMs = 60_000

/** Everything there was has been read, now: ISO 8601. What is written down of it may be a minute old. */
export function noteRead(store: Store, at: string): void {
  const last = store.sync.get('readAt')
  const since = last === null ? Infinity : Math.abs(Date.parse(at) - Date.parse(last))
  if (since >= noteEveryMs) store.relaxed(() => store.sync.set('readAt', at))
}
