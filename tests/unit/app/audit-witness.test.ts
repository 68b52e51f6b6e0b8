/** What the main process notices about the log by itself, over a real file (N3). */
import { expect, test } from 'vitest'
import { WitnessBook } from '../../../src-main/audit/witness-book.ts'
import { aWitness } from '../../kit/audit-witness.ts'
import { logIn } from '../../kit/audit-logs.ts'

test('a keychain that had lost its key is an alarm once the log is open again, and an entry; else there is none', async () => {
  const { open, log } = logIn()
  const { witness, faults } = aWitness()
  const entries = () =>
    log.db.prepare<[], string>("SELECT action || ' ' || reason FROM audit ORDER BY seq").pluck().all()
  const kinds = () => new WitnessBook(log).alarms().map(({ kind }) => kind)
  await witness.begin(log, Buffer.alloc(32))
  await expect.poll(entries).toEqual(['clock.state synchronised'])
  // as it is at every end and every start
  await witness.end()
  const second = open(false)
  await witness.begin(second, Buffer.alloc(32))
  await expect.poll(() => entries().length).toBe(2)
  expect(kinds()).toEqual([])
  await witness.keysRestored()
  await witness.begin(open(false), Buffer.alloc(32))
  await expect
    .poll(entries)
    .toEqual([
      'clock.state synchronised',
      'clock.state synchronised',
      'audit.alarm keychain',
      'clock.state synchronised',
    ])
  expect([kinds(), faults]).toEqual([['keychain'], []])
})
