/** A database that is set back to before somebody, or a workstation, was shut out does not let them in again (B4). */
import { describe, expect, onTestFinished, test } from 'vitest'
import { Grants } from '../../shared/access/grant.ts'
import { SignedRevocations } from '../../shared/access/revocations.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { HttpsLink } from '../../src-main/sync/https-link.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import {
  cloudFolder,
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
import { anActor, command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('a cloud that is set back', () => {
  const postgres = usePostgres()

  const list = '/v1/revocations'

  async function ask(cloud: Cloud, { token }: Pick<Station, 'token'>, path: string, body?: object) {
    const link = new HttpsLink({
      host: '127.0.0.1',
      port: cloud.port,
      ca: [cloud.ca],
      token,
      certificate: null,
    })
    onTestFinished(() => link.close())
    const text = body && JSON.stringify(body)
    const method = text ? 'POST' : 'GET'
    const answers = new Set([200, 401, 403])
    const { status, bytes } = await link.ask({ method, path, ...(text && { body: text }), answers })
    const said = JSON.parse(bytes.toString()) as { error?: { reason: string } }
    return { is: status === 200 ? 'ok' : said.error?.reason, said }
  }

  async function setBack() {
    const [port, folder] = [await freePort(), cloudFolder()]
    const name = await postgres.makeDatabase()
    const start = (database: string) => newCloud(postgres.url(database), folder, { port })
    let cloud = await start(name)
    const practice = await newTestPractice(cloud)
    const [one, other, third] = [
      await newStation(cloud, practice),
      await newStation(cloud, practice),
      await newStation(cloud, practice),
    ]
    makeOwner(one)
    const ben = { ...(rowFor(users, 2) as RowOf<typeof users>), ...ownerRights, username: 'ben' }
    command(one.store, (tx) => tx.put(users, ben))
    await settle(one, other, third)
    await cloud.stop()
    const backup = await postgres.makeDatabase(name)
    cloud = await start(name)
    command(one.store, (tx) => tx.amend(users, ben.id, { active: false }))
    await settle(one, third)
    await ask(cloud, one, '/v1/workstations/revoke', { device: other.device, by: anActor.id })
    expect((await ask(cloud, other, list)).is).toBe('device.revoked')
    await cloud.stop()
    const restored = await start(backup)
    for (const { engine } of [one, third]) engine.disconnected()
    return { cloud: restored, start: () => start(backup), practice, one, other, third, ben }
  }

  test('the workstation that was revoked is not heard, from its first word on, and is on the next list', async () => {
    const { cloud, start, practice, one, other, third } = await setBack()
    for (const path of [list, '/v1/grants']) expect((await ask(cloud, other, path)).is).toBe('device.revoked')
    expect((await ask(cloud, third, list)).is).toBe('ok')
    const { said } = await ask(cloud, one, list)
    expect(SignedRevocations.parse(said).list.workstations).toEqual([other.device])
    // enrolled once more it is another matter, also after the next start
    const again = { token: await enrolDevice(cloud.pool, practice, other.device) }
    expect((await ask(cloud, again, list)).is).toBe('ok')
    await cloud.stop()
    expect((await ask(await start(), again, list)).is).toBe('ok')
  })

  test('who was suspended is granted nothing once any workstation that heard of it has been there', async () => {
    const { cloud, one, third, ben } = await setBack()
    await settle(one, third)
    const { said } = await ask(cloud, third, '/v1/grants')
    const { grants, revocations } = Grants.parse(said)
    expect(grants.map(({ grant }) => grant.user)).not.toContain(ben.id)
    expect(revocations?.list.people).toEqual([ben.id])
  })
})
