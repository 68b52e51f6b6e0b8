/** The workstations of a practice: seen, revoked by whoever manages people, and back with the practice’s code. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { getPracticeCode } from '../../shared/access/get-practice-code.ts'
import { Grants } from '../../shared/access/grant.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { listWorkstations } from '../../shared/access/list-workstations.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { revokeWorkstation } from '../../shared/access/revoke-workstation.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { HttpsLink } from '../../src-main/sync/https-link.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  ownerRights,
  settle,
  skipWithout,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'
import { auditRows } from '../kit/practice.ts'
import { aPatient, cloudsOn, codeOf, found, startedAgain } from '../kit/recovery.ts'
import { recoveredPassword, withCode } from '../kit/recovery-input.ts'
import { rowFor } from '../kit/rows.ts'
import { anActor, command, newTestId } from '../kit/store.ts'

const theOwner = { username: owner.username, password: owner.password }

describe.skipIf(skipWithout !== null)('workstations', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  describe('at the door of the cloud', () => {
    async function ask(cloud: Cloud, { token }: Pick<Station, 'token'>, body?: object, query = '') {
      const place = { host: '127.0.0.1', port: cloud.port, ca: [cloud.ca], token, certificate: null }
      const link = new HttpsLink(place)
      onTestFinished(() => link.close())
      const { status, bytes } = await link.ask({
        ...(body
          ? { method: 'POST', path: '/v1/workstations/revoke', body: JSON.stringify(body) }
          : { method: 'GET', path: `/v1/grants${query}` }),
        answers: new Set([200, 400, 401, 404]),
      })
      const said = JSON.parse(bytes.toString()) as { error?: { reason: string } }
      return { said, is: status === 200 ? 'ok' : (said.error?.reason ?? String(status)) }
    }
    const listed = async (cloud: Cloud, station: Station) =>
      Grants.parse((await ask(cloud, station)).said).workstations ?? []

    /** Two workstations of an owner and of a nurse, in a cloud of their own or in this one. */
    async function practiceIn(given?: Cloud) {
      const cloud = given ?? (await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder))
      const practice = await newTestPractice(cloud)
      const [one, other] = [await newStation(cloud, practice), await newStation(cloud, practice)]
      makeOwner(one)
      const row = rowFor(users, 2) as RowOf<typeof users>
      const nurse = { ...row, ...ownerRights, username: 'ben', roles: ['nurse' as const] }
      command(one.store, (tx) => tx.put(users, nurse))
      await settle(one)
      return { cloud, practice, one, other, nurse: nurse.id }
    }

    test('each is listed with when it joined and was last heard of, which is written once a minute at most', async () => {
      const { cloud, one, other } = await practiceIn()
      const before = Date.now()
      const first = await listed(cloud, one)
      expect(first.map(({ device }) => device).sort()).toEqual([one.device, other.device].sort())
      const of = (all: typeof first, { device }: Station) => all.find((each) => each.device === device)
      expect(of(first, other)).toMatchObject({ seenAt: null, revokedAt: null })
      const seen = of(first, one)?.seenAt ?? ''
      expect(Math.abs(Date.parse(seen) - before)).toBeLessThan(60_000)
      expect(of(await listed(cloud, one), one)?.seenAt).toBe(seen)
      const { rowCount } = await cloud.pool.query('SELECT 1 FROM device_credential')
      // the list is read in the practice’s own transaction, and elsewhere there is nothing to read
      expect(rowCount).toBe(0)
    })

    test('each with when the key of its records was last changed, as it says itself, and of itself only', async () => {
      const { cloud, one, other } = await practiceIn()
      const of = async ({ device }: Station) =>
        (await listed(cloud, other)).find((each) => each.device === device)?.keyChangedAt
      expect([await of(one), await of(other)]).toEqual([null, null])
      const at = '2026-03-04T10:00:00.000Z'
      expect((await ask(cloud, one, undefined, `?keyChangedAt=${encodeURIComponent(at)}`)).is).toBe('ok')
      expect([await of(one), await of(other)]).toEqual([at, null])
      expect((await ask(cloud, one, undefined, '?keyChangedAt=yesterday')).is).not.toBe('ok')
      expect(await of(one)).toBe(at)
    })

    test('only for whoever manages people now, never itself, and what is revoked is told so', async () => {
      const { cloud, one, other, nurse } = await practiceIn()
      const device = other.device
      expect((await ask(cloud, one, { device, by: nurse })).is).toBe('permission.missing')
      expect((await ask(cloud, one, { device, by: newTestId() })).is).toBe('permission.missing')
      expect((await ask(cloud, other, { device, by: anActor.id })).is).toBe('workstation.itself')
      expect((await ask(cloud, one, { device: newTestId(), by: anActor.id })).is).toBe('workstation.unknown')
      expect((await ask(cloud, other)).is).toBe('ok')

      expect((await ask(cloud, one, { device, by: anActor.id })).is).toBe('ok')
      const [last] = (await listed(cloud, one)).filter(({ revokedAt }) => revokedAt !== null)
      expect(last?.device).toBe(device)
      expect((await ask(cloud, other)).is).toBe('device.revoked')
      expect((await ask(cloud, other, { device: one.device, by: anActor.id })).is).toBe('device.revoked')
      // an answer may have been lost
      expect((await ask(cloud, one, { device, by: anActor.id })).is).toBe('ok')
      // and who has only the name of it learns nothing
      const guessed = `${other.token.slice(0, -3)}AAA`
      expect((await ask(cloud, { token: guessed })).is).toBe('device.unknown')
    })

    test('whoever has lost the right an hour ago has lost it here', async () => {
      const { cloud, one, other } = await practiceIn()
      command(one.store, (tx) =>
        tx.put(users, { ...(rowFor(users, 3) as RowOf<typeof users>), ...ownerRights }),
      )
      await settle(one)
      const [second] = one.store.db
        .prepare<[string], { id: string }>("SELECT id FROM users WHERE id <> ? AND username <> 'ben'")
        .all(anActor.id)
      const by = second?.id ?? ''
      command(one.store, (tx) => tx.amend(users, by, { active: false }))
      await settle(one)
      expect((await ask(cloud, one, { device: other.device, by })).is).toBe('permission.missing')
    })

    test('nobody of another practice revokes here, or learns what there is', async () => {
      const ours = await practiceIn()
      const theirs = await practiceIn(ours.cloud)
      const { cloud } = ours
      const ask1 = await ask(cloud, theirs.one, { device: ours.other.device, by: anActor.id })
      expect(ask1.is).toBe('workstation.unknown')
      expect((await ask(cloud, ours.other)).is).toBe('ok')
      const text = JSON.stringify(await listed(cloud, theirs.one))
      for (const { device } of [ours.one, ours.other]) expect(text).not.toContain(device)
    })
  })

  test('stolen: revoked at one workstation, and at the other whoever is in is sent out and nobody comes in; nothing is lost', async () => {
    const { cloud, first, second } = await two()
    const sheet = await first.call(getPracticeCode, {})
    expect(sheet.isSealed).toBe(true)
    const own = first.session.workstation.device
    const list = () => first.call(listWorkstations, {})
    // whoever comes back with the practice’s code has other keys from then on, everywhere: it is not the owner
    const clerk = { displayName: 'Jo Clerk', username: 'jclerk', roles: ['front-desk' as const], levels: [] }
    await first.call(invitePerson, clerk)
    await upToDate(first)
    await upToDate(second.desk)
    // the other one has joined since the list was heard
    first.vault.people.touched({ tables: ['users'], patients: [] })
    await expect
      .poll(async () => (await list()).workstations.map(({ device }) => device).sort())
      .toEqual([own, second.device].sort())
    expect(await list()).toMatchObject({ own, heardAt: expect.any(String) })
    const revoke = (device: string) => reasonOf(first.call(revokeWorkstation, { device, reason: 'stolen' }))
    expect(await revoke(own)).toBe('workstation.itself')
    expect(await revoke(newTestId())).toBe('workstation.unknown')
    expect(await revoke(second.device)).toBe('ok')
    const revoked = async () =>
      (await list()).workstations.flatMap(({ device, revokedAt }) => (revokedAt === null ? [] : [device]))
    expect(await revoked()).toEqual([second.device])
    const entry = auditRows(first).findLast(({ action }) => action === 'workstation.revoke')
    expect(entry).toMatchObject({ outcome: 'done' })
    expect(JSON.parse(String(entry?.['detail']))).toEqual({ workstation: second.device, reason: 'stolen' })

    // it has not heard of it yet, and what is done there now is not sent any more
    const { desk } = second
    await desk.call(registerPatient, aPatient('Unsent'))
    await expect.poll(() => desk.locks, { timeout: 15_000 }).toContain('sign-out')
    expect(await reasonOf(desk.call(registerPatient, aPatient('Later')))).toBe('permission.missing')
    expect(desk.faults).toEqual([])
    desk.close()

    const back = await startedAgain(second)
    expect(await reasonOf(back.call(signIn, theOwner))).toBe('sign-in.revoked')
    const withoutWord = withCode(first.practice.code)
    expect(await reasonOf(back.call(recoverPractice, withoutWord))).toBe('sign-in.revoked')
    // and that has changed nothing
    expect(await reasonOf(back.call(signIn, theOwner))).toBe('sign-in.revoked')
    const { address, code } = await codeOf(first)
    const asClerk = { ...withCode(first.practice.code, { address, code }), username: clerk.username }
    await back.call(recoverPractice, asClerk)
    expect(await found(back, 'unsent')).toBe(1)
    await upToDate(back)
    await upToDate(first)
    expect(await found(first, 'unsent')).toBe(1)
    back.close()
    const again = await startedAgain(second)
    expect(
      await reasonOf(again.call(signIn, { username: clerk.username, password: recoveredPassword })),
    ).toBe('ok')
    first.vault.people.touched({ tables: ['users'], patients: [] })
    await expect
      .poll(async () => (await list()).workstations.every(({ revokedAt }) => revokedAt === null))
      .toBe(true)

    // without a network the list is shown as it was heard, and nobody is revoked by halves
    await cloud.stop()
    const { heardAt, workstations } = await list()
    expect([workstations.length, heardAt === null]).toEqual([2, false])
    const late = first.call(revokeWorkstation, { device: second.device, reason: 'lost' })
    expect(await reasonOf(late)).toBe('cloud.unreachable')
    expect(auditRows(first).at(-1)).toMatchObject({ outcome: 'not-performed', reason: 'cloud.unreachable' })
    expect((await list()).workstations.every(({ revokedAt }) => revokedAt === null)).toBe(true)
  })
})
