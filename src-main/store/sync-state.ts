/** Small facts the sync engine keeps beside the outbox, in the same file and so in the same transaction. */
import { must } from '../../shared/kernel/errors.ts'
import type { Db } from './cipher.ts'

export type SyncKey = 'incarnation' | 'nextDseq' | 'hlc' | 'lastOp' | 'epoch' | 'seq' | 'h' | 'rereading'

export class SyncState {
  readonly #get
  readonly #set

  constructor(db: Db) {
    this.#get = db.prepare<[string], { v: string }>('SELECT v FROM sync_state WHERE k = ?')
    this.#set = db.prepare<[string, string]>(
      'INSERT INTO sync_state (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v',
    )
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
