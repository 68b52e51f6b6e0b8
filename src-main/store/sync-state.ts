/** Small facts the sync engine keeps beside the outbox, in the same file and so in the same transaction. */
import { must } from '../../shared/kernel/errors.ts'
import type { Db } from './cipher.ts'

export type SyncKey =
  | 'incarnation'
  | 'nextDseq'
  | 'hlc'
  | 'lastOp'
  | 'epoch'
  | 'seq'
  | 'h'
  | 'rereading'
  // which schema the rows here were read as, which of the types that changed since are being read once more and how far, and
  // as of which schema what is not known here was kept aside (opaque.ts)
  | 'readAs'
  | 'refetch'
  | 'sortedAs'
  /** The highest point a snapshot or a chart was taken at, of those that were applied. */
  | 'asOf'
  /** When everything there was had been read; a minute old at most. */
  | 'readAt'
  // while a snapshot is taken in (hydration.ts): the epoch, the manifest, how far it is, whether rows of an earlier one are
  // here, whether it comes in place of a log that was read before, and the number before which none is taken
  | 'hydrating'
  | 'manifest'
  | 'hydrated'
  | 'hydratingAgain'
  | 'expired'
  | 'notBefore'
  /** Up to when it was recorded in the audit log that a history went back (outage-log.ts). */
  | 'setBackNoted'

export class SyncState {
  readonly #get
  readonly #set
  readonly #clear

  constructor(db: Db) {
    this.#get = db.prepare<[string], { v: string }>('SELECT v FROM sync_state WHERE k = ?')
    this.#set = db.prepare<[string, string]>(
      'INSERT INTO sync_state (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v',
    )
    this.#clear = db.prepare<[string]>('DELETE FROM sync_state WHERE k = ?')
  }

  clear(key: SyncKey): void {
    this.#clear.run(key)
  }

  get(key: SyncKey): string | null {
    return this.#get.get(key)?.v ?? null
  }

  set(key: SyncKey, value: string): void {
    this.#set.run(key, value)
  }

  number(key: SyncKey, otherwise: number): number {
    const text = this.get(key)
    if (text === null) return otherwise
    const value = Number(text)
    must(Number.isSafeInteger(value), 'sync-state.number')
    return value
  }
}
