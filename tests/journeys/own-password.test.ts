/** Somebody changes their password, and shows once more that it is them. */
import { describe, expect, test } from 'vitest'
import { contracts } from '../../shared/catalog.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { changePassword } from '../../shared/access/change-password.ts'
import { confirmMyself } from '../../shared/access/confirm-myself.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { listPeople } from '../../shared/access/list-people.ts'
import { recover } from '../../shared/access/recover.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, doorOf, newPractice, withRights } from '../kit/practice.ts'
import { appShows, setUp } from '../kit/second-factor.ts'

const next = 'cobalt meadow harbor 71'
const { password, username } = owner
const minuteMs = 60_000

describe('one’s own password', () => {
  test('is changed for the one before; the code goes with it', async () => {
    const desk = await newPractice()
    const change = (input: { password: string; next: string }) => reasonOf(desk.call(changePassword, input))
    expect(await change({ password: 'not my password at all', next })).toBe('password.wrong')
    expect(await change({ password, next: 'short' })).toBe('password.too-short')
    expect(await change({ password, next: 'ana rivera ana rivera' })).toBe('password.your-name')
    expect(await change({ password, next: password })).toBe('password.same')
    const { recoveryCode } = await desk.call(changePassword, { password, next })
    expect(
      auditRows(desk)
        .filter(({ action }) => action.startsWith('password.'))
        .at(-1)?.outcome,
    ).toBe('done')
    const said = JSON.stringify([auditRows(desk), desk.told])
    for (const secret of [password, next, recoveryCode]) expect(said).not.toContain(secret)
    const kept = desk.session.store.read.rows<{ keys: { serial: number } }>('SELECT keys FROM credentials')
    expect(kept[0]?.keys.serial).toBe(2)
    await desk.vault.people.settled()
    desk.close()
    const again = await openWorkstation({ profile: desk.profile, keys: desk.keys })
    expect(await reasonOf(again.call(signIn, { username, password }))).toBe('sign-in.wrong')
    const byCode = { username, password: 'walnut tundra saffron 18' }
    expect(await reasonOf(again.call(recover, { ...byCode, code: desk.recoveryCode }))).toBe('recovery.wrong')
    expect(await reasonOf(again.call(signIn, { username, password: next }))).toBe('ok')
    again.close()
    const third = await openWorkstation({ profile: desk.profile, keys: desk.keys })
    expect(await reasonOf(third.call(recover, { ...byCode, code: recoveryCode }))).toBe('ok')
    third.close()
  })
})

describe('showing once more that it is oneself (S15)', () => {
  const invite = {
    displayName: 'Maya Okafor',
    username: 'mokafor',
    roles: ['nurse' as const],
    levels: [],
  }

  test('is asked for when five minutes have passed, by whoever may, and not for looking', async () => {
    const clock = new TestClock()
    const desk = await newPractice({ clock })
    clock.advance(5 * minuteMs - 1)
    expect(await reasonOf(desk.call(invitePerson, invite))).toBe('ok')
    clock.advance(1)
    const once = { ...invite, username: 'another' }
    expect(await reasonOf(desk.call(invitePerson, once))).toBe('session.confirm-first')
    expect(auditRows(desk).at(-1)).toMatchObject({ outcome: 'refused', reason: 'session.confirm-first' })
    expect(await reasonOf(desk.call(listPeople, {}))).toBe('ok')
    // a clock that is set back does not help
    clock.wall -= 30 * minuteMs
    expect(await reasonOf(desk.call(invitePerson, once))).toBe('session.confirm-first')
    expect(await reasonOf(desk.call(confirmMyself, { password: 'not my password at all' }))).toBe(
      'sign-in.wrong',
    )
    expect(await reasonOf(desk.call(invitePerson, once))).toBe('session.confirm-first')
    await desk.call(confirmMyself, { password })
    expect(await reasonOf(desk.call(invitePerson, once))).toBe('ok')
  })

  test('takes the second factor too, once; wrong tries count as they do at the gate', async () => {
    const clock = new TestClock()
    const desk = await newPractice({ clock })
    const { secret } = await setUp(desk, clock.wall)
    await desk.vault.people.settled()
    clock.advance(10 * minuteMs)
    const confirm = (code: string) => reasonOf(desk.call(confirmMyself, { password, code }))
    expect(await confirm('')).toBe('sign-in.wrong')
    const code = appShows(secret, clock.wall)
    expect(await confirm(code)).toBe('ok')
    expect(await confirm(code)).toBe('sign-in.wrong')
    for (let n = 0; n < 4; n += 1) expect(await confirm('000000')).toBe('sign-in.wrong')
    expect(await confirm('000000')).toBe('sign-in.wait')
  })

  test('by every act of the catalog that asks for it, before anything of it is looked at; and by these', async () => {
    const desk = await newPractice()
    const all = withRights(desk.session, permissions)
    const door = (provenAt: number) => doorOf(desk, { session: () => ({ ...all, provenAt }) })
    const [long, now] = [door(Number.NEGATIVE_INFINITY), door(Number.POSITIVE_INFINITY)]
    const asks: string[] = []
    for (const contract of Object.values(contracts) as Contract[]) {
      if (contract.kind !== 'command' || contract.caller === 'internal' || !contract.stepUp) continue
      asks.push(contract.name)
      const before = auditRows(desk).length
      const json = JSON.stringify(contract.example)
      const refused = await long(contract.name, json)
      expect([contract.name, refused]).toMatchObject([
        contract.name,
        { error: { reason: 'session.confirm-first' } },
      ])
      expect(auditRows(desk).slice(before)).toMatchObject([
        { outcome: 'refused', reason: 'session.confirm-first' },
      ])
      const reply = await now(contract.name, json)
      expect([contract.name, reply.ok ? '' : reply.error.reason]).not.toEqual([
        contract.name,
        'session.confirm-first',
      ])
    }
    // what is taken out of here has to be meant
    expect(asks.toSorted()).toEqual(asked)
  })
})

/** Giving access, taking it, exports, an emergency, new computers, keys, how one comes in, what is kept and let go. */
const asked = [
  'access.archiveLevel',
  'access.changeAccess',
  'access.changeKey',
  'access.confirmWipe',
  'access.endException',
  'access.invitePerson',
  'access.makeKit',
  'access.reinstatePerson',
  'access.resetPerson',
  'access.restoreLevel',
  'access.revokeWorkstation',
  'access.saveLevel',
  'access.setException',
  'access.setLastDay',
  'access.setScope',
  'access.setSignInPolicy',
  'access.signOffReview',
  'access.suspendPerson',
  'access.unlockPerson',
  'access.wipeWorkstation',
  'auditing.exportEntries',
  'auditing.logReportPrint',
  'cloud.exportAudit',
  'cloud.makeEnrolmentCode',
  'cloud.settleAuditAlarm',
  'disclosures.exportAccounting',
  'downtime.signOffOutage',
  'exports.approveExport',
  'exports.askForExport',
  'exports.exportRecord',
  'exports.refuseExport',
  'exports.setExportPolicy',
  'exports.startExport',
  'exports.withdrawExport',
  'privacy.liftRestriction',
  'privacy.openInEmergency',
  'privacy.restrictChart',
  'retention.confirmPurge',
  'retention.dismissPurge',
  'retention.liftHold',
  'retention.proposePurge',
  'retention.setRetention',
  'schedule.openCalendarFeed',
]
