/** People of a practice at its workstations: invited at one, in at another, with rights that change under their hands, and without a network. */
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import { changeAccess } from '../../shared/access/change-access.ts'
import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { getMe } from '../../shared/access/get-me.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { recover } from '../../shared/access/recover.ts'
import { renewRecoveryCode } from '../../shared/access/renew-recovery-code.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { reinstatePerson, suspendPerson } from '../../shared/access/suspend-person.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { openSlot, sealSlot, type OpenSlot } from '../../src-main/vault/slot.ts'
import { readSlots, withSlot, writeSlots } from '../../src-main/vault/slots.ts'
import { openWorkstation, owner, type Workstation } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { TestClock } from '../kit/clock.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { auditRows } from '../kit/practice.ts'
import { cloudsOn, fileOf, isPrepared, type Joined } from '../kit/recovery.ts'
import { appShows } from '../kit/second-factor.ts'

const nurse = { displayName: 'Maya Okafor, RN', username: 'mokafor', password: 'juniper saffron raven 27' }
const hourMs = 3_600_000
const signedIn = { username: nurse.username, password: nurse.password }

describe.skipIf(skipWithout !== null)('people', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  const again = async ({ profile, keys }: Pick<Joined, 'profile' | 'keys'>, clock?: TestClock) => {
    const desk = await openWorkstation({ profile, keys, ...(clock && { clock }) })
    onTestFinished(() => desk.close())
    return desk
  }
  const rightsOf = async (desk: Workstation) => (await desk.call(getMe, {})).permissions
  const versionOf = async (desk: Workstation, userId: string) =>
    (await desk.call(getPerson, { userId })).person.version

  /** A nurse, invited at the first workstation and in at the second; the second is then closed. */
  async function invited() {
    const practice = await two()
    const { first, second } = practice
    const { userId, code } = await first.call(invitePerson, {
      displayName: nurse.displayName,
      username: nurse.username,
      roles: ['nurse'],
      levels: [],
    })
    await upToDate(first)
    await upToDate(second.desk)
    await expect.poll(() => isPrepared(second, nurse.username)).toBe(true)
    second.desk.close()
    return { ...practice, userId, code }
  }
  async function cameIn() {
    const practice = await invited()
    const desk = await again(practice.second)
    const { recoveryCode } = await desk.call(recover, { ...signedIn, code: practice.code })
    await upToDate(desk)
    await expect.poll(() => isPrepared(practice.first, nurse.username)).toBe(true)
    return { ...practice, desk, recoveryCode }
  }

  test('invited at one workstation, in at another, and from then on at every one with the password, also without a network', async () => {
    const { first, second, cloud, userId, code } = await invited()
    const desk = await again(second)
    expect(await reasonOf(desk.call(signIn, signedIn))).toBe('sign-in.wrong')
    const wrong = { ...signedIn, code: first.recoveryCode }
    expect(await reasonOf(desk.call(recover, wrong))).toBe('recovery.wrong')
    const { recoveryCode } = await desk.call(recover, { ...signedIn, code })
    expect(await desk.call(getMe, {})).toMatchObject({
      userId,
      displayName: nurse.displayName,
      mustFirst: null,
    })
    const can = await rightsOf(desk)
    expect([can.includes('chart.write'), can.includes('user.manage')]).toEqual([true, false])
    expect(await reasonOf(desk.call(invitePerson, invitePerson.example))).toBe('permission.missing')
    await upToDate(desk)
    // the code of the invitation is used up everywhere, and the first workstation knows the password
    const isUsed = () =>
      first.session.store.read.rows<{ keys: { kdf: unknown } }>(
        'SELECT keys FROM credentials WHERE id = ?',
        userId,
      )[0]?.keys.kdf
    await expect.poll(isUsed).not.toBeNull()
    // and since when they have it: its days are counted from there at every workstation
    const chosen = first.session.store.read.rows<{ passwordAt: string | null }>(
      'SELECT passwordAt FROM credentials WHERE id = ?',
      userId,
    )
    expect(chosen[0]?.passwordAt).not.toBeNull()
    await first.vault.people.settled()
    await cloud.stop()
    first.close()
    const there = await again(first)
    expect(await reasonOf(there.call(recover, { ...signedIn, code }))).toBe('recovery.wrong')
    await there.call(signIn, signedIn)
    expect(await there.call(getMe, {})).toMatchObject({ userId })
    expect(await reasonOf(there.call(findPatients, { text: 'nobody', limit: 5 }))).toBe('ok')
    there.close()
    // and the code they were given instead, where there is no network either
    const back = await again(first)
    expect(await reasonOf(back.call(recover, { ...signedIn, code: recoveryCode }))).toBe('ok')
    expect([first.faults, desk.faults, there.faults]).toEqual([[], [], []])
  })

  test('rights change under the hands of whoever is in; who is suspended is sent out, and in again when they are back', async () => {
    const { first, second, desk, userId } = await cameIn()
    const change = async (roles: ('nurse' | 'front-desk')[]) =>
      first.call(changeAccess, { userId, version: await versionOf(first, userId), roles, levels: [] })
    await change(['front-desk'])
    await expect.poll(async () => (await rightsOf(desk)).includes('chart.read')).toBe(false)
    expect(await rightsOf(desk)).toContain('patient.find')
    await change(['nurse'])
    await expect.poll(async () => (await rightsOf(desk)).includes('chart.read')).toBe(true)

    const { recoveryCode } = await desk.call(renewRecoveryCode, { password: nurse.password })
    await first.call(suspendPerson, { userId, version: await versionOf(first, userId), reason: 'On leave.' })
    await expect.poll(() => desk.locks).toContain('sign-out')
    expect(await rightsOf(desk)).toEqual([])
    await desk.vault.people.settled()
    desk.close()
    const there = await again(second)
    // nothing of theirs is on the disk any more
    expect(readFileSync(fileOf(second, 'slots.json'), 'utf8')).not.toContain(userId)
    expect(await reasonOf(there.call(signIn, signedIn))).toBe('sign-in.wrong')
    expect(await reasonOf(there.call(recover, { ...signedIn, code: recoveryCode }))).toBe('recovery.wrong')
    await there.call(signIn, { username: owner.username, password: owner.password })
    await first.call(reinstatePerson, { userId, version: await versionOf(first, userId) })
    await expect.poll(() => isPrepared(second, nurse.username)).toBe(true)
    there.close()
    const back = await again(second)
    expect(await reasonOf(back.call(signIn, signedIn))).toBe('ok')
  })

  test('a grant that was changed on the disk, or made there, lets nobody in (R4)', async () => {
    const { second, desk, cloud, comeBack } = await cameIn()
    desk.close()
    await cloud.stop()
    const whole = readFileSync(fileOf(second, 'slots.json'), 'utf8')
    const edited = async (edit: (slot: OpenSlot) => OpenSlot) => {
      writeFileSync(fileOf(second, 'slots.json'), whole)
      const slots = readSlots(fileOf(second, 'slots.json'))
      const slot = slots?.users.find(({ username }) => username === nurse.username)
      const key = second.keys.keys.get(slots?.device ?? '')
      const open = slots && slot && key && openSlot(slots, slot, key)
      if (!open) throw new Error('no slot')
      // by somebody who has the device key, too
      writeSlots(fileOf(second, 'slots.json'), withSlot(slots, sealSlot(slots, edit(open), key, null)))
      const back = await again(second)
      const reason = await reasonOf(back.call(signIn, signedIn))
      back.close()
      return reason
    }
    const signedOf = (slot: OpenSlot) => {
      if (!('sig' in slot.grant)) throw new Error('not signed')
      return slot.grant
    }
    const more = (slot: OpenSlot): OpenSlot => {
      const { grant, sig } = signedOf(slot)
      return {
        ...slot,
        grant: { sig, grant: { ...grant, permissions: [...grant.permissions, 'user.manage'] } },
      }
    }
    expect(await edited((slot) => slot)).toBe('ok')
    expect(await edited(more)).toBe('sign-in.no-grant')
    const own = { roles: ['administrator' as const], issuedAt: '2026-11-29T10:00:00.000Z' }
    for (const issuer of ['first-run', 'enrolment', 'recovery'] as const)
      expect(await edited((slot) => ({ ...slot, grant: { ...own, issuer } }))).toBe('sign-in.no-grant')
    const slots = readSlots(fileOf(second, 'slots.json'))
    const owners = slots?.users.find(({ username }) => username === owner.username)
    const key = second.keys.keys.get(slots?.device ?? '')
    const theirs = slots && owners && key && openSlot(slots, owners, key)
    if (!theirs) throw new Error('no slot of the owner')
    expect(await edited((slot) => ({ ...slot, grant: theirs.grant }))).toBe('sign-in.no-grant')
    // where the cloud is there it is asked, and gives what it gives: nothing of what was made up
    await comeBack()
    expect(await edited(more)).toBe('ok')
    const back = await again(second)
    await back.call(signIn, signedIn)
    expect((await rightsOf(back)).includes('user.manage')).toBe(false)
  })

  test('away from the cloud privileged rights lapse first, then nobody comes in; a clock that is set back does not help', async () => {
    const { first, second, cloud, desk } = await cameIn()
    await cloud.stop()
    for (const each of [first, desk]) each.close()
    const clock = new TestClock(Date.now())
    const tryAt = async (ms: number, who: typeof signedIn) => {
      clock.wall = Date.now() + ms
      clock.steady += 1
      const back = await again(second, clock)
      const reason = await reasonOf(back.call(signIn, who))
      const can = reason === 'ok' ? await rightsOf(back) : []
      back.close()
      return [reason, can.includes('chart.read'), can.includes('user.manage')]
    }
    const theOwner = { username: owner.username, password: owner.password }
    expect(await tryAt(23 * hourMs, theOwner)).toEqual(['ok', true, true])
    expect(await tryAt(25 * hourMs, theOwner)).toEqual(['ok', true, false])
    expect(await tryAt(71 * hourMs, signedIn)).toEqual(['ok', true, false])
    expect(await tryAt(73 * hourMs, signedIn)).toEqual(['sign-in.lease-ended', false, false])
    // what was recorded since says what time it is at least
    expect(await tryAt(2 * hourMs, signedIn)).toEqual(['sign-in.lease-ended', false, false])
    const reasons = auditRows(await again(second)).filter(({ outcome }) => outcome === 'refused')
    expect(reasons.at(-1)).toMatchObject({ action: 'session.sign-in', reason: 'sign-in.lease-ended' })
    expect(await tryAt(-60 * 24 * hourMs, signedIn)).toEqual(['sign-in.clock-behind', false, false])
    // and the practice's code opens it all the same: charts are not lost to an outage
  })

  test('a second factor that was set up at one workstation is asked for at every other', async () => {
    const { first, second, desk } = await cameIn()
    const { secret } = await desk.call(beginSecondFactor, { password: nurse.password })
    const { codes } = await desk.call(finishSecondFactor, { code: appShows(secret, Date.now()) })
    await upToDate(desk)
    await upToDate(first)
    await first.vault.people.settled()
    first.close()
    // a minute later, because the code of now is used here
    const clock = new TestClock(Date.now() + 60_000)
    const there = await again(first, clock)
    expect(await reasonOf(there.call(signIn, signedIn))).toBe('sign-in.wrong')
    expect(await reasonOf(there.call(signIn, { ...signedIn, code: '000000' }))).toBe('sign-in.wrong')
    const code = appShows(secret, clock.wall)
    expect(await reasonOf(there.call(signIn, { ...signedIn, code }))).toBe('ok')
    there.close()
    const once = await again(first, clock)
    // the same code is not taken twice (S3); a spare one is, once
    expect(await reasonOf(once.call(signIn, { ...signedIn, code }))).toBe('sign-in.wrong')
    const [spare = ''] = codes
    expect(await reasonOf(once.call(signIn, { ...signedIn, code: spare }))).toBe('ok')
    await once.vault.people.settled()
    once.close()
    const twice = await again(first, clock)
    expect(await reasonOf(twice.call(signIn, { ...signedIn, code: spare }))).toBe('sign-in.wrong')
    // whoever locked it comes back with the password alone
    twice.close()
    const locked = await openWorkstation({
      profile: first.profile,
      keys: first.keys,
      clock,
      lockedUser: desk.session.actor.id,
    })
    onTestFinished(() => locked.close())
    expect(await reasonOf(locked.call(signIn, signedIn))).toBe('ok')
    expect(second.desk.faults).toEqual([])
  })
})
