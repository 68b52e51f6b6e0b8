/** At rest: what an opener must do, held against our opener and against copies of it with one line taken out. */
import Database from 'better-sqlite3-multiple-ciphers'
import { randomBytes } from 'node:crypto'
import { copyFileSync, readFileSync, readdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openCipher, type Db } from '../../src-main/store/cipher.ts'
import { openStore } from '../../src-main/store/store.ts'
import { root } from '../../tools/proc.ts'
import { fileHash } from '../kit/contents.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { localMigrations } from '../kit/store.ts'

type Opener = typeof openCipher
const sentinel = 'SENTINEL-Raeann-Okon-1980'
const pragmas: Readonly<Record<string, unknown>> = {
  cipher: 'sqlcipher',
  legacy: 4,
  temp_store: 2,
  journal_mode: 'wal',
  synchronous: 2,
  fullfsync: 1,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
}

/** Everything that is wrong with an opener, in words; empty for ours. */
function faultsOf(open: Opener): string[] {
  const folder = makeFolder()
  const faults: string[] = []
  const key = randomBytes(32)
  const file = join(folder, 'clinical.db')
  try {
    const db = open(file, key, true)
    for (const [name, value] of Object.entries(pragmas)) {
      const is = db.pragma(name, { simple: true })
      if (is !== value && String(is) !== String(value)) faults.push(`${name} is ${String(is)}`)
    }
    db.exec(`CREATE TABLE note (text TEXT) STRICT; INSERT INTO note VALUES ('${sentinel}')`)
    for (const name of readdirSync(folder))
      if (readFileSync(join(folder, name)).includes(sentinel)) faults.push(`${name} holds what was written`)
    db.close()
    if (readFileSync(file).subarray(0, 15).equals(Buffer.from('SQLite format 3')))
      faults.push('header in the clear')
    if (readFileSync(file).includes(sentinel)) faults.push('file holds what was written')
    if (codeOf(() => open(file, randomBytes(32), false).close()) !== 'store.wrong-key')
      faults.push('any key opens it')
    if (!key.some((byte) => byte !== 0)) faults.push("the caller's key was wiped")
  } catch (error) {
    faults.push(
      codeOf(() => {
        throw error
      }),
    )
  } finally {
    removeFolder(folder)
  }
  return faults
}

function codeOf(work: () => void): string {
  try {
    work()
    return 'none'
  } catch (error) {
    return error instanceof Error && 'reason' in error ? String(error.reason) : String(error)
  }
}

/** Our opener without one of its lines. */
async function without(folder: string, ...lines: RegExp[]): Promise<Opener> {
  const source = readFileSync(join(root, 'src-main/store/cipher.ts'), 'utf8')
  let mutant = source
  for (const line of lines) {
    expect(mutant).toMatch(line)
    mutant = mutant.replace(line, '')
  }
  const file = join(folder, `cipher-${randomBytes(4).toString('hex')}.ts`)
  const module = pathToFileURL(join(root, 'node_modules/better-sqlite3-multiple-ciphers/lib/index.js')).href
  writeFileSync(
    file,
    mutant
      .replace("'better-sqlite3-multiple-ciphers'", `'${module}'`)
      .replaceAll(/'\.\.\/\.\.\/shared/g, `'${pathToFileURL(join(root, 'shared')).href}`),
  )
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { openCipher: Opener }).openCipher
}

describe('the opener', () => {
  test('leaves nothing in the clear and sets what it must', () => expect(faultsOf(openCipher)).toEqual([]))

  test.each([
    ['the key', /^.*db\.key\(raw\).*\n/m, 'store.plaintext'],
    ['the cipher', /^.*cipher = 'sqlcipher'.*\n/m, 'cipher is chacha20'],
    ['temp_store', /^.*temp_store = 2.*\n/m, 'temp_store is 0'],
    ['WAL', /^.*journal_mode = WAL.*\n/m, 'journal_mode is delete'],
    ['synchronous', /^.*synchronous = FULL.*\n/m, 'synchronous is 1'],
    ['fullfsync', /^.*fullfsync = 1.*\n/m, 'fullfsync is 0'],
    ['trusted_schema', /^.*trusted_schema = OFF.*\n/m, 'trusted_schema is 1'],
    ['cell_size_check', /^.*cell_size_check = ON.*\n/m, 'cell_size_check is 0'],
  ])('would be caught without %s', async (_what, line, fault) => {
    expect(faultsOf(await without(tempFolder(), line))).toContain(fault)
  })

  test('has a last look at the header that stops a file in the clear by itself', async () => {
    const folder = tempFolder()
    const key = /^.*db\.key\(raw\).*\n/m
    const keyless = await without(folder, key)
    const blind = await without(folder, key, /^.*if \(startsInTheClear\(file\)\) throw.*\n(?= {4}return db)/m)
    expect(faultsOf(keyless)).toEqual(['store.plaintext'])
    expect(codeOf(() => blind(join(folder, 'a.db'), randomBytes(32), true).close())).toBe('none')
  })
})

describe('a file that is not what it should be', () => {
  const key = randomBytes(32)
  function made(folder: string): string {
    const file = join(folder, 'clinical.db')
    const store = openStore(file, key, localMigrations, { create: true })
    store.db.exec("INSERT INTO sync_state (k, v) VALUES ('seq', '1')")
    store.close()
    return file
  }
  const opening = (file: string, create = false, as = key) =>
    codeOf(() => openStore(file, as, localMigrations, { create }).close())

  test('missing, empty, already there, in the clear, a folder', () => {
    const folder = tempFolder()
    expect(opening(join(folder, 'none.db'))).toBe('store.missing')
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'empty.db'), '')
    expect(opening(join(folder, 'empty.db'))).toBe('store.missing')
    const file = made(folder)
    expect(opening(file, true)).toBe('store.exists')
    const clear = join(folder, 'clear.db')
    new Database(clear).exec('CREATE TABLE a (b)').close()
    const before = fileHash(clear)
    expect(opening(clear)).toBe('store.plaintext')
    expect(fileHash(clear)).toBe(before)
    expect(opening(folder)).toBe('store.damaged')
  })

  test('another key does not open it and changes no byte, not even where a kill has left its log behind', () => {
    const folder = tempFolder()
    const file = made(folder)
    const live = openCipher(file, key, false)
    for (let n = 0; n < 40; n += 1)
      live
        .prepare('INSERT INTO preference (owner, name, value) VALUES (?, ?, ?)')
        .run('o', String(n), 'x'.repeat(400))
    // as a killed process leaves it
    const killed = join(folder, 'killed.db')
    for (const end of ['', '-wal']) copyFileSync(file + end, killed + end)
    live.close()
    expect(statSync(`${killed}-wal`).size).toBeGreaterThan(10_000)
    const before = [fileHash(killed), fileHash(`${killed}-wal`)]
    expect(opening(killed, false, randomBytes(32))).toBe('store.wrong-key')
    expect([fileHash(killed), fileHash(`${killed}-wal`)]).toEqual(before)
    const again = openCipher(killed, key, false)
    expect(again.prepare('SELECT count(*) AS n FROM preference').get()).toEqual({ n: 40 })
    again.close()
  })

  test('written by a later version: refused, and not a byte of it changed', () => {
    const file = made(tempFolder())
    const db = openCipher(file, key, false)
    db.pragma(`user_version = ${localMigrations.length + 1}`)
    db.close()
    const before = fileHash(file)
    expect(opening(file)).toBe('store.newer')
    expect(fileHash(file)).toBe(before)
  })
})

describe('a large sort', () => {
  /** Files of SQLite's own that are open while the rows come. */
  function spilled(db: Db): string[] {
    const rows = db.prepare('SELECT text FROM note ORDER BY text').iterate()
    rows.next()
    const files = readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        const at = readlinkSync(`/proc/self/fd/${fd}`)
        return at.includes('etilqs') ? [at] : []
      } catch {
        return []
      }
    })
    rows.return?.()
    return files
  }

  test.skipIf(process.platform !== 'linux')('leaves no file in the clear; with temp_store=0 it would', () => {
    const db = openCipher(join(tempFolder(), 'a.db'), randomBytes(32), true)
    db.exec('CREATE TABLE note (text TEXT) STRICT')
    const insert = db.prepare('INSERT INTO note (text) VALUES (?)')
    db.transaction(() => {
      for (let n = 0; n < 40_000; n += 1)
        insert.run(`${Math.imul(n, 2654435761)} ${sentinel}`.padEnd(500, '.'))
    })()
    expect(spilled(db)).toEqual([])
    db.pragma('temp_store = 0')
    expect(spilled(db).length).toBeGreaterThan(0)
    db.close()
  })
})
