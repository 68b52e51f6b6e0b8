/** What is written goes from the log into the file on another thread, while the vault goes on writing. */
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { patients } from '../../shared/patients/patient.ts'
import { Checkpointer } from '../../src-main/store/checkpointer.ts'
import { openStore } from '../../src-main/store/store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, localMigrations, newStore, type TestStore } from '../kit/store.ts'

const bytesOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** `count` transactions, from the nth patient on. */
function write(store: TestStore, from: number, count: number): void {
  for (let n = from; n < from + count; n += 1)
    command(store, (tx) => tx.put(patients, rowFor(patients, n, { mrn: `${n}` }) as never))
}

test('takes most while the vault writes, leaves the rest to it, and all of it is there afterwards', async () => {
  const store = newStore()
  store.writesForLong(true)
  const before = bytesOf(store.file)
  const checkpointer = store.checkpointer()
  if (!checkpointer) throw new Error('a store in a file has a thread for it')
  let written = 0
  let rests = 0
  let taken = 0
  for (const deadline = Date.now() + 60_000; rests < 2 && Date.now() < deadline;) {
    write(store, written, 1)
    written += 1
    if (checkpointer.step()) {
      // the vault has taken nothing yet: what is in the file, the thread has put there
      taken ||= bytesOf(store.file)
      store.checkpoint()
      rests += 1
    }
    await setTimeout(1)
  }
  expect(rests).toBe(2)
  expect(taken).toBeGreaterThan(before)
  await checkpointer.end()
  expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
  store.close()
  const again = openStore(store.file, store.key, localMigrations, { create: false })
  expect(again.db.prepare('SELECT count(*) FROM patients').pluck().get()).toBe(written)
  again.close()
})

test('takes all of it for a vault that waits, which does none of it', async () => {
  const store = newStore()
  store.writesForLong(true)
  const checkpointer = store.checkpointer()
  if (!checkpointer) throw new Error('a store in a file has a thread for it')
  write(store, 0, 60)
  const before = bytesOf(store.file)
  expect(await checkpointer.take(20)).toBe(false)
  // not yet: of twenty-four
  expect(bytesOf(store.file)).toBe(before)
  expect(await checkpointer.take(4)).toBe(false)
  expect(bytesOf(store.file)).toBeGreaterThan(before)
  const [{ log, checkpointed }] = store.db.pragma('wal_checkpoint(NOOP)') as [Record<string, number>]
  expect(checkpointed).toBe(log)
  await checkpointer.end()
})

test('whoever waits for it goes on where it ends, and where it fails', async () => {
  const store = newStore()
  const checkpointer = store.checkpointer()
  const waits = checkpointer?.take(24)
  await checkpointer?.end()
  await expect(waits).resolves.toBe(false)
  const failed = new Checkpointer(store.file, randomBytes(32))
  await expect(failed.take(24)).resolves.toBe(false)
  // the vault does it from then on
  await expect(failed.take(24)).resolves.toBe(true)
  await expect(failed.take(20)).resolves.toBe(false)
})

test('ends when it has taken what was written last', async () => {
  const store = newStore()
  store.writesForLong(true)
  write(store, 0, 300)
  const before = bytesOf(store.file)
  await store.checkpointer()?.end()
  expect(bytesOf(store.file)).toBeGreaterThan(before)
})

test('where the thread fails, the vault does all of it, as often as it did', async () => {
  const store = newStore()
  const checkpointer = new Checkpointer(store.file, randomBytes(32))
  await checkpointer.end()
  const steps = Array.from({ length: 72 }, () => checkpointer.step())
  expect(steps.filter(Boolean)).toHaveLength(3)
})

test('the key it was given is a copy of its own', async () => {
  const store = newStore()
  const key = Buffer.from(store.key)
  await store.checkpointer()?.end()
  expect(store.key.equals(key)).toBe(true)
  // the store still opens a second thread after the first has written its key over
  await expect(store.checkpointer()?.end()).resolves.toBeUndefined()
  expect(store.db.prepare('SELECT count(*) FROM patients').pluck().get()).toBe(0)
})
