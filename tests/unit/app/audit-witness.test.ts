/** What the main process notices about the log by itself, over a real file (N3). */
import { expect, onTestFinished, test } from 'vitest'
import { AuditWitness } from '../../../src-main/app/audit-witness.ts'
import { WitnessBook } from '../../../src-main/audit/witness-book.ts'
import { logIn } from '../../kit/audit-logs.ts'
import { realClock } from '../../../tools/kit/workstation.ts'
import { tempFolder } from '../../kit/practice.ts'

test('a keychain that had lost its key is an alarm once the log is open again, and an entry; else there is none', async () => {
  const { open, log } = logIn()
  const faults: unknown[] = []
  const marks = new Map<string, string>()
  const witness = new AuditWitness({
    profile: tempFolder(),
    clock: realClock,
    keychain: {
      readMark: (device) => Promise.resolve(marks.get(device) ?? null),
      writeMark: (device, mark) => Promise.resolve(void marks.set(device, mark)),
    },
    changed: () => undefined,
    failed: (error) => void faults.push(error),
    readClock: () => Promise.resolve({ state: 'synchronised', source: 'chrony' }),
  })
  onTestFinished(() => witness.end())
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
