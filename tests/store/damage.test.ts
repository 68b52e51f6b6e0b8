/** A file that is not what was written: noticed, never answered from, never deleted (C4). And where that ends. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signIn } from '../../shared/access/sign-in.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from '../../src-main/store/cipher.ts'
import { openStore } from '../../src-main/store/store.ts'
import { closedPractice, credentials, reasonOf } from '../kit/closed-practice.ts'
import { digest } from '../kit/contents.ts'
import { tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { command, localMigrations } from '../kit/store.ts'

const key = Buffer.alloc(32, 5)
const pageSize = 4096

function smallStore(folder: string): string {
  const file = join(folder, 'clinical.db')
  const store = openStore(file, key, localMigrations, { create: true })
  for (let n = 0; n < 40; n += 1)
    command(store, (tx) => tx.put(patients, rowFor(patients, n, { family: `Family ${n}` }) as Patient))
  store.close()
  return file
}
/** What is in it, or why it could not be read. */
function read(file: string): Record<string, string> | string {
  try {
    const store = openStore(file, key, localMigrations, { create: false })
    try {
      // the tables and every index: who reads by an index that is damaged is told so too
      const integrity = store.db.pragma('integrity_check', { simple: true })
      return integrity === 'ok' ? digest(store.db) : 'store.damaged'
    } finally {
      store.close()
    }
  } catch (error) {
    const known = storeError(error)
    return known instanceof AppError ? known.reason : `unknown: ${String(error)}`
  }
}

test('one bit of any page: damaged, or as it was where nobody reads it; and the file stays where it is', () => {
  const file = smallStore(tempFolder(true))
  const whole = readFileSync(file)
  const right = read(file)
  const pages = whole.length / pageSize
  const found: Record<string, number> = {}
  for (let page = 0; page < pages; page += 1) {
    const bytes = Buffer.from(whole)
    const at = page * pageSize + ((page * 997) % pageSize)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (page & 7))
    writeFileSync(file, bytes)
    const answer = read(file)
    const what =
      typeof answer === 'string'
        ? answer
        : JSON.stringify(answer) === JSON.stringify(right)
          ? 'as it was'
          : 'WRONG DATA'
    found[what] = (found[what] ?? 0) + 1
    expect([page, what]).toEqual([
      page,
      expect.stringMatching(/^(store\.(damaged|wrong-key|disk-error|plaintext)|as it was)$/),
    ])
    expect(readFileSync(file).equals(bytes)).toBe(true)
  }
  console.log(`one bit flipped in each of ${pages} pages: ${JSON.stringify(found)}`)
  expect(found['store.damaged'] ?? 0).toBeGreaterThan(pages / 2)
  expect(found['as it was'] ?? 0).toBeLessThan(pages / 10)
  writeFileSync(file, whole)
  expect(read(file)).toEqual(right)
})

test('two pages swapped, one zeroed, one repeated, the end cut off', () => {
  const file = smallStore(tempFolder(true))
  const whole = readFileSync(file)
  const pages = whole.length / pageSize
  const page = (n: number) => whole.subarray(n * pageSize, (n + 1) * pageSize)
  const broken = [
    Buffer.concat([whole.subarray(0, 4 * pageSize), page(5), page(4), whole.subarray(6 * pageSize)]),
    Buffer.concat([whole.subarray(0, 4 * pageSize), Buffer.alloc(pageSize), whole.subarray(5 * pageSize)]),
    Buffer.concat([whole.subarray(0, 5 * pageSize), page(4), whole.subarray(6 * pageSize)]),
    whole.subarray(0, (pages - 3) * pageSize),
    whole.subarray(0, 5 * pageSize + 100),
    whole.subarray(0, 1000),
  ]
  for (const [index, bytes] of broken.entries()) {
    writeFileSync(file, bytes)
    expect([index, read(file)]).toEqual([
      index,
      expect.stringMatching(/^store\.(damaged|wrong-key|disk-error)$/),
    ])
    expect(readFileSync(file).equals(bytes)).toBe(true)
  }
})

test('met by a query in the middle of the day it is named, and nothing is taken for an empty answer', async () => {
  const at = await closedPractice()
  const file = join(at.folder, 'clinical.db')
  const desk = await at.back()
  await desk.call(signIn, credentials)
  for (let n = 0; n < 300; n += 1)
    command(desk.session.store, (tx) =>
      tx.put(patients, rowFor(patients, n, { family: `Family ${n}` }) as Patient),
    )
  desk.close()
  const bytes = readFileSync(file)
  // the last third, where the newest patients are
  const first = Math.floor((bytes.length / pageSize) * 0.66)
  for (let page = first; page < bytes.length / pageSize; page += 1)
    bytes[page * pageSize + 50] = (bytes[page * pageSize + 50] ?? 0) ^ 1
  writeFileSync(file, bytes)
  const damaged = () => readFileSync(file).subarray(first * pageSize, bytes.length)
  const before = damaged()
  const again = await at.back()
  expect(await reasonOf(again.call(signIn, credentials))).toBe('ok')
  expect(await reasonOf(again.call(findPatients, { text: 'family', limit: 20 }))).toBe('store.damaged')
  expect(again.faults).toEqual([])
  again.close()
  // whoever signs in writes elsewhere; what is damaged stays for those who may yet read it
  expect(damaged().equals(before)).toBe(true)
})

test('a limit, shown: an older page put back reads fine, and so does a whole older folder', async () => {
  const folder = tempFolder(true)
  const file = smallStore(folder)
  const older = readFileSync(file)
  const store = openStore(file, key, localMigrations, { create: false })
  const [row] = store.read.rows<{ id: string }>("SELECT id FROM patients WHERE family = 'Family 7'")
  command(store, (tx) => tx.amend(patients, row?.id ?? '', { email: 'new@example.org' }))
  store.close()
  const newer = readFileSync(file)
  const changed = Array.from({ length: older.length / pageSize }, (_each, n) => n).filter(
    (n) =>
      !older
        .subarray(n * pageSize, (n + 1) * pageSize)
        .equals(newer.subarray(n * pageSize, (n + 1) * pageSize)),
  )
  const emailNow = () => {
    const opened = openStore(file, key, localMigrations, { create: false })
    const [found] = opened.read.rows<{ email: string }>(
      'SELECT email FROM patients WHERE id = ?',
      row?.id ?? '',
    )
    const integrity = opened.db.pragma('integrity_check', { simple: true })
    opened.close()
    return [found?.email, integrity]
  }
  expect(emailNow()).toEqual(['new@example.org', 'ok'])
  // one of the pages that changed holds the row: put back alone, it is believed
  const believed = changed.filter((page) => {
    const spliced = Buffer.from(newer)
    older.copy(spliced, page * pageSize, page * pageSize, (page + 1) * pageSize)
    writeFileSync(file, spliced)
    const [email, integrity] = emailNow()
    return email !== 'new@example.org' && integrity === 'ok'
  })
  expect(believed.length).toBeGreaterThan(0)

  const at = await closedPractice()
  const backup = tempFolder(true)
  cpSync(at.profile, backup, { recursive: true })
  const desk = await at.back()
  await desk.call(signIn, credentials)
  desk.close()
  cpSync(backup, at.profile, { recursive: true })
  const restored = await at.back()
  expect(await reasonOf(restored.call(signIn, credentials))).toBe('ok')
})
