/** A workstation that never reaches the cloud again: when its last slot has gone, its device key goes, and nothing that was typed is lost (C12, S16). */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { getGate } from '../../../shared/access/get-gate.ts'
import { getDraft, saveDraft } from '../../../shared/access/draft.ts'
import { recoverPractice } from '../../../shared/access/recover-practice.ts'
import { registerPatient } from '../../../shared/patients/register-patient.ts'
import { MainAudit } from '../../../src-main/app/audit-main.ts'
import { letGoOfKey } from '../../../src-main/app/let-go.ts'
import { graceMs, lookAgainMs } from '../../../src-main/vault/lease-keeper.ts'
import { openWorkstation, type Workstation } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { reasonOf } from '../../kit/closed-practice.ts'
import { asKeychain } from '../../kit/main-parts.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'
import { aPatient, found } from '../../kit/recovery.ts'
import { withCode } from '../../kit/recovery-input.ts'
import { grantedPractice, leaseMs, SigningCloud, slotsOf } from '../../kit/signing-cloud.ts'
import { auditMigrations, waitingOps } from '../../kit/store.ts'

const draft = { kind: 'patients.register' as const, subject: '' }
const step = 6 * lookAgainMs

/** Left with work that was not sent, and with files that lie under its device key. */
async function left() {
  const clock = new TestClock()
  const profile = tempFolder(true)
  const made = await newPractice({ profile, clock })
  await grantedPractice(made, new SigningCloud(), clock.wall)
  await made.call(registerPatient, aPatient('Unsent'))
  await made.call(saveDraft, { ...draft, body: 'half typed' })
  const unsent = waitingOps(made.session.store).map(({ op }) => op)
  const entries = auditRows(made).map(({ seq, action }) => `${seq} ${action}`)
  made.close()
  const file = (name: string) => join(profile, 'store', name)
  for (const name of ['kit.json', 'cloud.json']) writeFileSync(file(name), 'sealed by the device key')
  const audit = new MainAudit(profile, auditMigrations, clock, 'a-boot')
  const letGo = () =>
    letGoOfKey({
      profile,
      keychain: asKeychain(made.keys),
      audit,
      witness: { end: () => Promise.resolve() },
    })
  const start = () => openWorkstation({ profile, keys: made.keys, clock })
  /** Looked at four times a day. True where the last slot went. */
  const pass = (desk: Workstation, ms: number) => {
    let isLast = false
    for (let gone = 0; gone < ms; gone += step) {
      clock.advance(step)
      isLast = desk.vault.keptOut.leases.look() || isLast
    }
    return isLast
  }
  return { made, profile, file, letGo, start, pass, unsent, entries, clock }
}

describe('the device key', () => {
  test('goes with the last slot, when lease and grace are over, and not a day before; recorded, with what it alone opened', async () => {
    const { made, file, letGo, start, pass } = await left()
    const desk = await start()
    expect(pass(desk, leaseMs + graceMs - step)).toBe(false)
    expect(await letGo()).toBe(false)
    expect([slotsOf(made).length, made.keys.keys.size, existsSync(file('kit.json'))]).toEqual([2, 1, true])
    expect(pass(desk, 3 * step)).toBe(true)
    desk.close()
    expect(slotsOf(made)).toEqual([])
    expect(await letGo()).toBe(true)
    expect([made.keys.keys.size, existsSync(file('kit.json')), existsSync(file('cloud.json'))]).toEqual([
      0,
      false,
      false,
    ])
    // and once more, as after a kill
    writeFileSync(file('kit.json'), 'sealed by a key that is gone')
    expect(await letGo()).toBe(true)
    expect(existsSync(file('kit.json'))).toBe(false)
  })

  test('what was typed there stays, and opens with the practice’s code and with nothing else', async () => {
    const { made, letGo, start, pass, unsent, entries } = await left()
    const before = await start()
    pass(before, leaseMs + graceMs + 3 * step)
    before.close()
    await letGo()
    const desk = await start()
    expect(await desk.call(getGate, {})).toMatchObject({ state: 'recovery', reason: 'vault.key-let-go' })
    expect(await reasonOf(desk.call(recoverPractice, withCode(made.recoveryCode)))).toBe(
      'practice-code.wrong',
    )
    await desk.call(recoverPractice, withCode(made.practice.code))
    expect(waitingOps(desk.session.store).map(({ op }) => op)).toEqual(expect.arrayContaining(unsent))
    expect(await found(desk, 'unsent')).toBe(1)
    expect((await desk.call(getDraft, draft)).draft?.body).toBe('half typed')
    const log = auditRows(desk)
    expect(log.map(({ seq, action }) => `${seq} ${action}`).slice(0, entries.length)).toEqual(entries)
    expect(log.filter(({ action }) => action === 'workstation.let-go')).toHaveLength(1)
    desk.close()
  })

  test('stays where nothing is sealed to the code, or what is is not whole: without it the log would be lost', async () => {
    const { made, file, letGo, start, pass } = await left()
    const desk = await start()
    pass(desk, leaseMs + graceMs + 3 * step)
    desk.close()
    const text = readFileSync(file('recovery.json'), 'utf8')
    rmSync(file('recovery.json'))
    expect(await letGo()).toBe(false)
    for (const damaged of [
      text.slice(0, -9),
      text.replace('audit-key', 'draft-key/0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01'),
    ]) {
      writeFileSync(file('recovery.json'), damaged)
      expect(await letGo()).toBe(false)
    }
    expect([made.keys.keys.size, existsSync(file('kit.json'))]).toEqual([1, true])
    writeFileSync(file('recovery.json'), text)
    expect(await letGo()).toBe(true)
  })

  test('stays where it cannot be recorded that it goes', async () => {
    const { made, file, letGo, start, pass } = await left()
    const desk = await start()
    pass(desk, leaseMs + graceMs + 3 * step)
    desk.vault.audit?.db.exec(
      "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    await expect(letGo()).rejects.toThrow('audit.unwritable')
    expect([made.keys.keys.size, existsSync(file('kit.json'))]).toEqual([1, true])
    desk.vault.audit?.db.exec('DROP TRIGGER full')
    expect(await letGo()).toBe(true)
    desk.close()
  })
})
