/** A clock that stands before what the cloud has signed lets nobody in (S18). */
import { expect, test } from 'vitest'
import { recoverPractice } from '../../../shared/access/recover-practice.ts'
import { signIn } from '../../../shared/access/sign-in.ts'
import { WitnessBook } from '../../../src-main/audit/witness-book.ts'
import { openWorkstation } from '../../../tools/kit/workstation.ts'
import { TestClock } from '../../kit/clock.ts'
import { credentials, reasonOf } from '../../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../../kit/practice.ts'
import { withCode } from '../../kit/recovery-input.ts'
import { grantedPractice, SigningCloud } from '../../kit/signing-cloud.ts'

const hour = 3_600_000

test('set back by two hours: nobody comes in, it is recorded, and who puts it right does; the practice’s code opens all the same', async () => {
  const clock = new TestClock()
  const profile = tempFolder(true)
  const made = await newPractice({ profile, clock })
  await grantedPractice(made, new SigningCloud(), clock.wall)
  clock.advance(10 * hour)
  const { audit } = made.vault
  if (!audit) throw new Error('no log')
  const { n, h, epoch } = audit.last
  const at = new Date(clock.wall).toISOString()
  const tree = { history: 'a', size: 1, root: h }
  const said = { practice: 'p', device: audit.device, epoch, n, h, at, nonce: 'n', tree }
  new WitnessBook(audit).took(said, 'sig')
  made.close()

  const desk = await openWorkstation({ profile, keys: made.keys, clock })
  clock.wall -= 5 * 60_000
  expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
  desk.vault.turnAway()
  clock.wall -= 2 * hour
  expect(await reasonOf(desk.call(signIn, credentials))).toBe('sign-in.clock-behind')
  expect(auditRows(desk).at(-1)).toMatchObject({
    action: 'session.sign-in',
    outcome: 'refused',
    reason: 'sign-in.clock-behind',
  })
  clock.wall += 2 * hour
  expect(await reasonOf(desk.call(signIn, credentials))).toBe('ok')
  desk.vault.turnAway()
  clock.wall -= 2 * hour
  expect(await reasonOf(desk.call(recoverPractice, withCode(made.practice.code)))).toBe('ok')
  desk.close()
})
