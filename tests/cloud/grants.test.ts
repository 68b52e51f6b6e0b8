/** Who may come in at a workstation, as the cloud signs it for that one; and what a workstation that joins is given of its first user. */
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { accessLevels } from '../../shared/access/access-level.ts'
import { credentials } from '../../shared/access/credential.ts'
import { Grants, type Grant } from '../../shared/access/grant.ts'
import { practices } from '../../shared/access/practice.ts'
import { users } from '../../shared/access/user.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { wireSecret } from '../../shared/sync/enrol.ts'
import { revokeDevice } from '../../src-cloud/postgres/credentials.ts'
import { makePracticeCode, makeWorkstationCode, redeem } from '../../src-cloud/postgres/enrolment.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import { HttpsLink } from '../../src-main/sync/https-link.ts'
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
import { rowFor } from '../kit/rows.ts'
import { anActor, command, newTestId } from '../kit/store.ts'

const publicKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
  type: 'spki',
  format: 'der',
})
const credentialOf = (id: string) =>
  ({
    ...rowFor(credentials, 1),
    id,
    keys: { ...(rowFor(credentials, 1)['keys'] as object), publicKey: publicKey.toString('base64') },
  }) as RowOf<typeof credentials>

describe.skipIf(skipWithout !== null)('grants', () => {
  const postgres = usePostgres()
  const aCloud = async () => newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)

  async function ask(cloud: Cloud, { token }: Pick<Station, 'token'>) {
    const link = new HttpsLink({
      host: '127.0.0.1',
      port: cloud.port,
      ca: [cloud.ca],
      token,
      certificate: null,
    })
    onTestFinished(() => link.close())
    const { status, bytes } = await link.ask({
      method: 'GET',
      path: '/v1/grants',
      answers: new Set([200, 401, 403]),
    })
    return { status, text: bytes.toString() }
  }
  async function grantsOf(cloud: Cloud, station: Station): Promise<{ key: string; all: Map<string, Grant> }> {
    const { key, grants } = Grants.parse(JSON.parse((await ask(cloud, station)).text))
    const keyObject = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    for (const { grant, sig } of grants)
      expect(verify('sha256', Buffer.from(canonicalText(grant)), keyObject, Buffer.from(sig, 'base64'))).toBe(
        true,
      )
    return { key, all: new Map(grants.map(({ grant }) => [grant.user, grant])) }
  }

  /** An owner, and what `more` puts beside them. */
  async function practiceWith(cloud: Cloud, more: (station: Station, practice: string) => void) {
    const practice = await newTestPractice(cloud)
    const one = await newStation(cloud, practice)
    makeOwner(one)
    more(one, practice)
    await settle(one)
    return { practice, one }
  }
  const hire = ({ store }: Station, given: Partial<RowOf<typeof users>>): string => {
    const row = { ...(rowFor(users, 2) as RowOf<typeof users>), ...ownerRights, ...given }
    command(store, (tx) => tx.put(users, row))
    return row.id
  }

  test('everybody who is here is granted what their rows say, and each workstation has its own', async () => {
    const cloud = await aCloud()
    const level = newTestId()
    let [nurse, gone] = ['', '']
    const { practice, one } = await practiceWith(cloud, (station, id) => {
      command(station.store, (tx) => {
        tx.put(practices, {
          ...(rowFor(practices, 1) as RowOf<typeof practices>),
          id,
          timeZone: 'America/New_York',
          secondFactor: 'nobody',
          leaseHours: 48,
        })
        tx.put(accessLevels, {
          id: level,
          name: 'Keeps the books',
          basedOn: null,
          permissions: ['billing.read'],
          archived: false,
          scope: [],
          createdAt: '2026-03-02T09:00:00.000Z',
        })
        tx.put(credentials, credentialOf(anActor.id))
      })
      nurse = hire(station, { username: 'ben', roles: ['nurse'], levels: [level] })
      gone = hire(station, { username: 'carla', active: false })
    })
    const before = Date.now()
    const { key, all } = await grantsOf(cloud, one)
    expect([...all.keys()].sort()).toEqual([anActor.id, nurse].sort())
    expect(all.has(gone)).toBe(false)
    const owner = all.get(anActor.id)
    expect(owner).toMatchObject({
      practice,
      device: one.device,
      keySha: createHash('sha256').update(publicKey).digest('hex'),
      secondFactor: false,
      roles: ownerRights.roles,
    })
    const issued = Date.parse(owner?.issuedAt ?? '')
    expect(issued).toBeGreaterThanOrEqual(before)
    expect(Date.parse(owner?.until ?? '')).toBe(issued + 48 * 3_600_000)
    expect(Date.parse(owner?.privilegedUntil ?? '')).toBe(issued + 24 * 3_600_000)
    expect(all.get(nurse)).toMatchObject({ levels: ['Keeps the books'], keySha: null })
    expect(all.get(nurse)?.permissions).toContain('billing.read')
    expect(all.get(nurse)?.permissions).not.toContain('user.manage')

    const two = await newStation(cloud, practice)
    const theirs = await grantsOf(cloud, two)
    expect(theirs.key).toBe(key)
    expect([...theirs.all.values()].map(({ device }) => device)).toEqual([two.device, two.device])
    // the key is the folder's: the next start signs with the same
    expect(existsSync(join(postgres.folder, 'tls/grant.key.pem'))).toBe(true)
  })

  test('who is suspended is granted nothing from the next question on', async () => {
    const cloud = await aCloud()
    let ben = ''
    const { one } = await practiceWith(cloud, (station) => (ben = hire(station, { username: 'ben' })))
    expect((await grantsOf(cloud, one)).all.has(ben)).toBe(true)
    command(one.store, (tx) => tx.amend(users, ben, { active: false }))
    await settle(one)
    expect((await grantsOf(cloud, one)).all.has(ben)).toBe(false)
  })

  test('a workstation that was revoked, or is none, is told of nobody', async () => {
    const cloud = await aCloud()
    const { practice, one } = await practiceWith(cloud, () => undefined)
    expect((await ask(cloud, one)).status).toBe(200)
    await revokeDevice(cloud.pool, practice, one.device)
    const refused = await ask(cloud, one)
    expect(refused.status).not.toBe(200)
    expect(refused.text).not.toContain(anActor.id)
    expect((await ask(cloud, { token: 'hf1.nobody' })).status).not.toBe(200)
  })

  test('nobody of another practice is in it, and none of their levels', async () => {
    const cloud = await aCloud()
    const canary = 'Canary-of-the-other-practice'
    const level = newTestId()
    const { one } = await practiceWith(cloud, (station) =>
      hire(station, { username: 'ben', levels: [level] }),
    )
    const other = await practiceWith(cloud, (station) => {
      command(station.store, (tx) =>
        tx.put(accessLevels, {
          ...(rowFor(accessLevels, 1) as RowOf<typeof accessLevels>),
          id: level,
          name: canary,
          permissions: ['user.manage'],
        }),
      )
      hire(station, { username: canary, displayName: canary, levels: [level] })
    })
    const { text } = await ask(cloud, one)
    expect(text).not.toContain(canary)
    expect(text).not.toContain(other.practice)
    expect((await ask(cloud, other.one)).text).toContain(canary)
  })

  test('a workstation that joins is given its first user’s credential, where there is one', async () => {
    const cloud = await aCloud()
    let ben = ''
    const { practice } = await practiceWith(cloud, (station, id) => {
      command(station.store, (tx) => {
        tx.put(practices, { ...(rowFor(practices, 1) as RowOf<typeof practices>), id })
        tx.put(credentials, credentialOf(anActor.id))
      })
      ben = hire(station, { username: 'ben' })
    })
    const given = async (user: string) => {
      const { secret } = await makeWorkstationCode(cloud.pool, practice, user)
      const { rows } = await redeem(cloud.pool, {
        secret: wireSecret(sha256, secret),
        device: randomUUID(),
        bring: null,
        certificateSha: Buffer.alloc(32),
      })
      return rows.map(({ type, id }) => `${type} ${id}`)
    }
    expect(await given(anActor.id)).toEqual([
      `credential ${anActor.id}`,
      `practice ${practice}`,
      `user ${anActor.id}`,
    ])
    expect(await given(ben)).toEqual([`practice ${practice}`, `user ${ben}`])
    await expect(makeWorkstationCode(cloud.pool, practice, randomUUID())).rejects.toThrow('user.unknown')
    expect((await makePracticeCode(cloud.pool)).secret).toMatch(/^[0-9a-f]{16}$/)
  })
})
