/** What becomes of a slot whose lease has ended: by no clock alone, and so that nothing of the practice is lost (S16). */
import { describe, expect, test } from 'vitest'
import { getGate } from '../../../shared/access/get-gate.ts'
import { recoverPractice } from '../../../shared/access/recover-practice.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { registerPatient } from '../../../shared/patients/register-patient.ts'
import { WitnessBook } from '../../../src-main/audit/witness-book.ts'
import { graceMs, lookAgainMs, mostAwayMs, seenToPass } from '../../../src-main/vault/lease-keeper.ts'
import { openWorkstation } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { credentials, reasonOf } from '../../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'
import { aPatient, found } from '../../kit/recovery.ts'
import { withCode } from '../../kit/recovery-input.ts'
import { grantedPractice, leaseMs, SigningCloud, slotsOf } from '../../kit/signing-cloud.ts'
import { waitingOps } from '../../kit/store.ts'

/** Between two looks, to be quick. */
const step = 6 * lookAgainMs
const [day, year] = [86_400_000, 365 * 86_400_000]

/** Left with two slots, and opened again with nobody in: `pass` lets so much time pass, looked at four times a day. */
async function left() {
  const clock = new TestClock()
  const profile = tempFolder(true)
  const made = await newPractice({ profile, clock })
  const cloud = new SigningCloud()
  const people = await grantedPractice(made, cloud, clock.wall)
  await made.call(registerPatient, aPatient('Unsent'))
  const unsent = waitingOps(made.session.store).map(({ op }) => op)
  made.close()
  const back = () => openWorkstation({ profile, keys: made.keys, clock })
  let desk = await back()
  const restart = async () => {
    desk.close()
    desk = await back()
    desk.vault.keptOut.leases.look()
    return desk
  }
  const pass = (ms: number) => {
    for (let gone = 0; gone < ms; gone += step) {
      clock.advance(step)
      desk.vault.keptOut.leases.look()
    }
  }
  return { made: { ...made, cloud, profile }, people, clock, pass, restart, unsent, now: () => desk }
}

describe('what a workstation saw pass', () => {
  const look = { wall: 0, mono: 0, run: 'a', witness: null }
  test.each([
    ['an hour by both clocks', { wall: 3_600_000, mono: 3_600_000 }, 3_600_000],
    [
      'an hour, and the wall clock was set ahead by years',
      { wall: 9 * year, mono: 3_600_000 },
      3_600_000 + mostAwayMs,
    ],
    ['an hour, and the wall clock was set back', { wall: -9 * year, mono: 3_600_000 }, 0],
    ['a night asleep', { wall: 30_000_000, mono: 60_000 }, 30_000_000],
    ['a steady clock that says more than the wall clock', { wall: 1000, mono: 9_999_999 }, 1000],
    ['a restart after two days', { wall: 2 * day, run: 'b' }, 2 * day],
    ['a restart after half a year', { wall: year / 2, run: 'b' }, mostAwayMs],
    ['a day in which the cloud was there', { wall: day, mono: day, witness: 'now' }, 0],
  ])('%s', (_what, now, ms) => {
    expect(seenToPass(look, { ...look, ...now })).toBe(ms)
  })
  test('nothing at the first look', () => expect(seenToPass(null, look)).toBe(0))
})

describe('a slot', () => {
  test('goes thirty days after its lease, recorded, and opens nothing more; what was not sent stays, and the practice’s code opens it', async () => {
    const { made, people, pass, restart, unsent, now } = await left()
    pass(leaseMs)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    expect(await reasonOf(now().call(signIn, credentials))).toBe('sign-in.lease-ended')
    // the look at which it had ended is the first that counts
    pass(graceMs - step)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    pass(2 * step)
    expect(slotsOf(made)).toEqual([])
    const entries = auditRows(now()).filter(({ action }) => action === 'access.slot-deleted')
    expect(entries.map(({ detail, reason }) => [JSON.parse(detail), reason])).toEqual(
      [people.owner, people.nurse].map((user) => [{ user, days: 30 }, 'lease-ended']),
    )
    const desk = await restart()
    expect(await desk.call(getGate, {})).toMatchObject({ state: 'sign-in', reason: 'vault.no-slots' })
    expect(await reasonOf(desk.call(signIn, credentials))).toBe('sign-in.wrong')
    await desk.call(recoverPractice, withCode(made.practice.code))
    expect(await found(desk, 'unsent')).toBe(1)
    expect(waitingOps(desk.session.store).map(({ op }) => op)).toEqual(expect.arrayContaining(unsent))
    // and the grants that had ended make no slots anew
    desk.vault.touched({ tables: ['users'], patients: [] })
    await desk.vault.people.settled()
    expect(slotsOf(made)).toEqual(['arivera'])
    desk.close()
  })

  test('outlives a clock that jumps by years and comes back, and one that does so again and again', async () => {
    const { made, clock, pass, restart } = await left()
    for (let n = 0; n < 16; n += 1) {
      clock.wall += 10 * year
      pass(2 * step)
      await restart()
      clock.wall -= 10 * year
      pass(2 * step)
      await restart()
    }
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
  })

  test('outlives a clock that stands years ahead for three weeks', async () => {
    const { made, clock, pass, restart } = await left()
    clock.wall += 10 * year
    await restart()
    pass(21 * day)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
  })

  test('outlives half a year in a drawer, and goes after the days it is on again', async () => {
    const { made, clock, pass, restart } = await left()
    pass(leaseMs)
    clock.wall += year / 2
    await restart()
    pass(graceMs - mostAwayMs - day)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    pass(2 * day)
    expect(slotsOf(made)).toEqual([])
  })

  test('stays as long as the cloud is there, and where it cannot be recorded that it goes', async () => {
    const { made, clock, pass, now } = await left()
    pass(leaseMs + graceMs - day)
    const { audit } = now().vault
    if (!audit) throw new Error('no log')
    for (let n = 0; n < 60; n += 1) {
      clock.advance(day)
      const at = new Date(clock.wall).toISOString()
      const { n: last, h, epoch } = audit.last
      const tree = { history: 'a', size: 1, root: h }
      const receipt = { practice: 'p', device: audit.device, epoch, n: last, h, at, nonce: 'n', tree }
      new WitnessBook(audit).took(receipt, 'sig')
      now().vault.keptOut.leases.look()
    }
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    audit.db.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END")
    expect(() => pass(3 * day)).toThrow('audit.unwritable')
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
    audit.db.exec('DROP TRIGGER full')
    pass(step)
    expect(slotsOf(made)).toEqual([])
  })

  test('of whoever is in stays, also where it had ended before', async () => {
    const { made, people, pass, restart } = await left()
    pass(leaseMs + graceMs - day)
    const desk = await restart()
    await desk.call(recoverPractice, withCode(made.practice.code))
    pass(3 * day)
    expect(slotsOf(made)).toEqual(['arivera'])
    const deleted = auditRows(desk).filter(({ action }) => action === 'access.slot-deleted')
    expect(deleted.map(({ detail }) => detail)).toEqual([expect.stringContaining(people.nurse)])
  })

  test('whose lease the cloud gives anew is counted anew', async () => {
    const { made, people, clock, pass, restart } = await left()
    pass(leaseMs + graceMs - day)
    const desk = await restart()
    await desk.call(recoverPractice, withCode(made.practice.code))
    await made.cloud.grants(desk, [[people.nurse, 'blindqvist']], clock.wall)
    pass(leaseMs + graceMs - day)
    expect(slotsOf(made)).toEqual(['arivera', 'blindqvist'])
  })
})
