/** What is done right after the practice was made, before the main process has opened the new log: it is in it all the same. */
import { expect, onTestFinished, test } from 'vitest'
import { MainAudit } from '../../../src-main/app/audit-main.ts'
import { AuditOpener } from '../../../src-main/app/open-audit.ts'
import type { KeychainFinding } from '../../../src-main/pipeline/wire.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'
import { TestClock } from '../../kit/clock.ts'
import { auditMigrations } from '../../kit/store.ts'

const lock = { action: 'session.lock', category: 'session', outcome: 'done' } as const

/** The app has started where there was no practice; one has been made since, and the keychain has yet to answer. */
async function justMade() {
  const clock = new TestClock()
  const profile = tempFolder(true)
  const audit = new MainAudit(profile, auditMigrations, clock, 'a-boot')
  const { promise, resolve } = Promise.withResolvers<KeychainFinding>()
  const said: unknown[] = []
  const opener = new AuditOpener({
    audit,
    witness: { begin: () => Promise.resolve() },
    log: { write: (...entry) => void said.push(entry) },
    findKey: () => promise,
  })
  const made = await newPractice({ profile, clock })
  onTestFinished(() => audit.close())
  const answer = async () => resolve(await made.keys.find(made.session.workstation.device))
  const actions = () => auditRows(made).map(({ action }) => action)
  return { audit, opener, answer, actions, said }
}

test('a lock before the log was open is written when it is, and once', async () => {
  const { audit, opener, answer, actions, said } = await justMade()
  const opening = opener.again()
  audit.appendSoon({ ...lock, reason: 'os-lock' })
  expect(actions()).not.toContain('session.lock')
  await answer()
  await opening
  audit.open(new Uint8Array(32))
  expect(actions().filter((action) => action === 'session.lock')).toHaveLength(1)
  expect(said).toEqual([])
})

test('one after it is written at once', async () => {
  const { audit, opener, answer, actions } = await justMade()
  await answer()
  await opener.again()
  audit.appendSoon(lock)
  expect(actions().at(-1)).toBe('session.lock')
})

test('whoever quits waits for it, and not for a keychain that says nothing', async () => {
  const { audit, opener, answer, actions } = await justMade()
  void opener.again()
  audit.appendSoon({ ...lock, action: 'session.end' })
  await opener.settled(1)
  expect(actions()).not.toContain('session.end')
  await answer()
  await opener.settled(60_000)
  expect(actions().at(-1)).toBe('session.end')
})
