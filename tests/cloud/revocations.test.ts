/** The practice’s list of revocations: what the cloud signs, and how it keeps somebody out where there is no network. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { getPerson } from '../../shared/access/get-person.ts'
import { Grants } from '../../shared/access/grant.ts'
import { invitePerson } from '../../shared/access/invite-person.ts'
import { SignedRevocations } from '../../shared/access/revocations.ts'
import { saveRevocations } from '../../shared/access/save-revocations.ts'
import { signIn } from '../../shared/access/sign-in.ts'
import { suspendPerson } from '../../shared/access/suspend-person.ts'
import { takeRevocations } from '../../shared/access/take-revocations.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { revokeWorkstation } from '../../src-cloud/postgres/workstations.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { isSigned } from '../../src-main/audit/chain-crypto.ts'
import { HttpsLink } from '../../src-main/sync/https-link.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { upToDate } from '../../tools/kit/up-to-date.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { writeRevocations } from '../../tools/cloud-revocations.ts'
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
import { auditRows, tempFolder } from '../kit/practice.ts'
import { cloudsOn, startedAgain } from '../kit/recovery.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('the list of revocations', () => {
  const postgres = usePostgres()
  const { two } = cloudsOn(postgres)

  async function ask(cloud: Cloud, { token }: Pick<Station, 'token'>, path: string): Promise<unknown> {
    const place = { host: '127.0.0.1', port: cloud.port, ca: [cloud.ca], token, certificate: null }
    const link = new HttpsLink(place)
    onTestFinished(() => link.close())
    const { bytes } = await link.ask({ method: 'GET', path, answers: new Set([200]) })
    return JSON.parse(bytes.toString()) as unknown
  }

  test('names whoever is not to come in now, under a number that grows when it says something else; signed as grants are', async () => {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, other] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    const nurse = { ...(rowFor(users, 2) as RowOf<typeof users>), ...ownerRights, username: 'ben' }
    command(one.store, (tx) => tx.put(users, nurse))
    await settle(one)
    const present = async () => SignedRevocations.parse(await ask(cloud, one, '/v1/revocations'))
    const first = await present()
    expect(first.list).toMatchObject({ practice, people: [], workstations: [] })
    const { key, revocations } = Grants.parse(await ask(cloud, one, '/v1/grants'))
    expect(revocations?.list).toEqual(first.list)
    expect(isSigned(key, first.list, first.sig)).toBe(true)

    command(one.store, (tx) => tx.amend(users, nurse.id, { active: false }))
    await settle(one)
    const second = await present()
    expect(second.list).toMatchObject({ people: [nurse.id], workstations: [] })
    expect(second.list.number).toBeGreaterThan(first.list.number)
    expect((await present()).list).toEqual(second.list)

    await revokeWorkstation(cloud.pool, practice, other.device)
    const third = await Promise.all([present(), present(), present()])
    expect(new Set(third.map(({ list }) => list.number)).size).toBe(1)
    expect(third[0]?.list).toMatchObject({ people: [nurse.id], workstations: [other.device] })
    expect(third[0]?.list.number).toBeGreaterThan(second.list.number)

    command(one.store, (tx) => tx.amend(users, nurse.id, { active: true }))
    await settle(one)
    const fourth = await present()
    expect(fourth.list).toMatchObject({ people: [], workstations: [other.device] })
    expect(fourth.list.number).toBeGreaterThan(third[0]?.list.number ?? 0)

    // and another practice has its own
    const theirs = await newStation(cloud, await newTestPractice(cloud))
    const own = SignedRevocations.parse(await ask(cloud, theirs, '/v1/revocations'))
    expect(own.list.workstations).toEqual([])

    const out = join(tempFolder(true), 'list.json')
    const said = await writeRevocations(cloud.pool, practice, { folder: postgres.folder }, out)
    expect(said).toEqual({ file: out, number: fourth.list.number, people: 0, workstations: 1 })
    expect(SignedRevocations.parse(JSON.parse(readFileSync(out, 'utf8'))).list).toEqual(fourth.list)
  })

  test('saved at one workstation, and carried to another without a network: who is on it is out there, and does not come in', async () => {
    const { cloud, first, second } = await two()
    const clerk = { displayName: 'Jo Clerk', username: 'jclerk', roles: ['front-desk' as const], levels: [] }
    const { userId } = await first.call(invitePerson, clerk)
    await upToDate(first)
    await upToDate(second.desk)
    second.desk.vault.people.touched({ tables: ['users'], patients: [] })
    const slots = () =>
      (readSlots(join(second.profile, 'store', 'slots.json'))?.users ?? []).map(({ username }) => username)
    await expect.poll(slots, { timeout: 15_000 }).toContain('jclerk')
    second.desk.close()

    const { version } = (await first.call(getPerson, { userId })).person
    await first.call(suspendPerson, { userId, version, reason: 'Left at once' })
    await upToDate(first)
    first.folder = tempFolder(true)
    const { saved } = await first.call(saveRevocations, {})
    expect(saved).toMatchObject({ people: 1 })
    const file = join(first.folder, saved?.file ?? '')
    expect(existsSync(file)).toBe(true)
    expect(readFileSync(file, 'utf8')).not.toMatch(/jclerk|Clerk/)
    await cloud.stop()
    expect(await reasonOf(first.call(saveRevocations, {}))).toBe('cloud.unreachable')

    const desk = await startedAgain(second)
    desk.files = [file]
    const { taken } = await desk.call(takeRevocations, {})
    expect(taken).toMatchObject({ number: saved?.number, people: 1, here: 1, isNew: true })
    expect(slots()).not.toContain('jclerk')
    expect(auditRows(desk).at(-1)).toMatchObject({ action: 'revocations.take', actor: null })
    const asOwner = { username: owner.username, password: owner.password }
    expect(await reasonOf(desk.call(signIn, asOwner))).toBe('ok')
    await desk.vault.people.settled()
    expect(slots()).not.toContain('jclerk')
    expect(desk.faults).toEqual([])
  })
})
