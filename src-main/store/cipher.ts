/** Opens an SQLCipher file, in the one order that never leaves plaintext behind (docs/threat-model.md, "At rest"). */
import Database from 'better-sqlite3-multiple-ciphers'
import { accessSync, closeSync, constants, existsSync, openSync, readSync, statSync } from 'node:fs'
import { AppError, must } from '../../shared/kernel/errors.ts'

export type Db = Database.Database

const plaintextHeader = Buffer.from('SQLite format 3\0')

/**
 * Opens `file` with a raw 256-bit key; creates it only where `create` says so.
 *
 * Throws AppError: `store.missing`, `store.exists`, `store.plaintext` (somebody put an unencrypted database there),
 * `store.wrong-key` (not our key, or the first page is damaged), and what `storeError` makes of the disk.
 */
export function openCipher(file: string, key: Buffer, create: boolean): Db {
  must(key.length === 32, 'store.key-length')
  const raw = rawKey(key)
  let db: Db | null = null
  try {
    const exists = existsSync(file) && statSync(file).size > 0
    if (create && exists) throw new AppError('Conflict', 'store.exists')
    if (!create && !exists) throw new AppError('NotFound', 'store.missing')
    if (exists && startsInTheClear(file)) throw new AppError('Unavailable', 'store.plaintext')
    // SQLite opens a file that may only be read without a word, and refuses what somebody has typed an hour later
    if (exists) accessSync(file, constants.W_OK)

    db = new Database(file)
    db.pragma("cipher = 'sqlcipher'")
    db.pragma('legacy = 4')
    db.key(raw)
    applyPragmas(db)
    if (create) db.pragma('user_version = 0')
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    if (create) {
      // the header is written with the first page: make sure of it before anything else is
      db.exec('CREATE TABLE opened (at TEXT) STRICT; DROP TABLE opened')
      db.pragma('wal_checkpoint(TRUNCATE)')
    }
    if (startsInTheClear(file)) throw new AppError('Unavailable', 'store.plaintext')
    return db
  } catch (error) {
    db?.close()
    throw storeError(error)
  } finally {
    raw.fill(0)
  }
}

/**
 * Puts a file under another raw 256-bit key; nobody else may have it open. A kill leaves it whole under the old key or the new.
 * Throws as `openCipher`.
 */
export function rekeyCipher(file: string, from: Buffer, to: Buffer): void {
  must(to.length === 32, 'store.key-length')
  const db = openCipher(file, from, false)
  const raw = rawKey(to)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.rekey(raw)
  } catch (error) {
    throw storeError(error)
  } finally {
    raw.fill(0)
    db.close()
  }
}

/** What every file is opened with, once its key is set. */
export function applyPragmas(db: Db): void {
  // a large sort would otherwise spill rows in the clear to /var/tmp
  db.pragma('temp_store = 2')
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('fullfsync = 1')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('busy_timeout = 5000')
}

/** `x'<64 hex>'`, built byte by byte so that no JavaScript string ever holds the key. */
function rawKey(key: Buffer): Buffer {
  const digits = Buffer.from('0123456789abcdef')
  const raw = Buffer.alloc(67)
  raw[0] = 0x78
  raw[1] = 0x27
  for (const [index, byte] of key.entries()) {
    raw[2 + index * 2] = digits[byte >> 4] ?? 0
    raw[3 + index * 2] = digits[byte & 15] ?? 0
  }
  raw[66] = 0x27
  return raw
}

function startsInTheClear(file: string): boolean {
  const head = Buffer.alloc(plaintextHeader.length)
  const handle = openSync(file, 'r')
  try {
    return readSync(handle, head, 0, head.length, 0) === head.length && head.equals(plaintextHeader)
  } finally {
    closeSync(handle)
  }
}

/** What went wrong with the disk or the file, in words a person can act on; anything else is passed on. */
export function storeError(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error
  const { code } = error
  const byFileSystem = fileSystemReasons[code]
  if (byFileSystem !== undefined) return new AppError('Unavailable', byFileSystem)
  if (!(error instanceof Database.SqliteError)) return error
  // the index of the log could not be made as large as it must be
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError('Unavailable', 'store.disk-full')
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_PERM')
    return new AppError('Unavailable', 'store.read-only')
  if (code === 'SQLITE_NOTADB') return new AppError('Unavailable', 'store.wrong-key')
  if (code.startsWith('SQLITE_CORRUPT')) return new AppError('Unavailable', 'store.damaged')
  // somebody else, as a backup program, held the file for longer than we wait
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new AppError('Unavailable', 'store.busy')
  if (code.startsWith('SQLITE_IOERR')) return new AppError('Unavailable', 'store.disk-error')
  return error
}

const fileSystemReasons: Readonly<Record<string, string>> = {
  EACCES: 'store.read-only',
  EPERM: 'store.read-only',
  EROFS: 'store.read-only',
  ENOSPC: 'store.disk-full',
  EDQUOT: 'store.disk-full',
  EIO: 'store.disk-error',
  EISDIR: 'store.damaged',
}
