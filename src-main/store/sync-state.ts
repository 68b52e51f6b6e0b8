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
  /** The highest point a snapshot was taken at, of those that were applied. */
  | 'asOf'
  // while a snapshot is taken in (hydration.ts): the epoch, the manifest, how far it is, whether it is another attempt
  | 'hydrating'
  | 'manifest'
  | 'hydrated'
  | 'hydratingAgain'

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
