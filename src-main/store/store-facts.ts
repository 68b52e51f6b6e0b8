/** What the open store says of itself, for evidence: nothing of it is taken from a setting. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { Store } from './store.ts'

export type StoreFacts = Readonly<{
  /** As the file has it. */
  cipher: string
  /** The first bytes on the disk are not those of a database in the clear. */
  isSealed: boolean
  /** Sorts that are large stay in memory. */
  spillsNothing: boolean
  /** A commit is on the disk when it returns. */
  isDurable: boolean
  sqlite: string
  /** How many migrations it has had. */
  schema: number
}>

export function storeFacts({ db }: Pick<Store, 'db'>): StoreFacts {
  const pragma = (name: string) => db.pragma(name, { simple: true })
  return {
    cipher: String(pragma('cipher')),
    isSealed: !startsReadably(db.name),
    spillsNothing: Number(pragma('temp_store')) === 2,
    isDurable: Number(pragma('synchronous')) >= 2,
    sqlite: String(db.prepare('SELECT sqlite_version()').pluck().get()),
    schema: Number(pragma('user_version')),
  }
}

function startsReadably(file: string): boolean {
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, head.length, 0)
    return head.subarray(0, 6).toString('latin1') === 'SQLite'
  } finally {
    closeSync(handle)
  }
}
