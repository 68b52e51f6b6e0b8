/** Our own database, set back to before something was let go (docs/retention.md, "Restore"). */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAuditKeys } from '../../src-cloud/audit/keys.ts'
import { verifyAudit } from '../../src-cloud/audit/verify.ts'
import { backUp, restore } from '../../tools/cloud-backup.ts'
import { listPurge, purge } from '../../tools/cloud-retention.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { aDesk, type There } from '../kit/audit-desks.ts'
import { cloudFolder, newCloud, newTestPractice, optionsFor, skipWithout } from '../kit/cloud.ts'
import { age, agree } from '../kit/old-audit.ts'
import { Client } from 'pg'

describe.skipIf(skipWithout !== null)('retention and our own database', () => {
  test('what was let go does not come back with a restore from before it', async () => {
    const folder = cloudFolder()
    const archive = join(cloudFolder(), 'archive')
    const [port, databasePort] = [await freePort(), await freePort()]
    let cloud = await newCloud(null, folder, { port, databasePort, archive })
    const practice = await newTestPractice(cloud)
    const keys = readAuditKeys(join(folder, 'tls'))
    const owner = async <T>(_name: string, work: (client: Client) => Promise<T>): Promise<T> => {
      const client = new Client({ connectionString: cloud.databaseUrl })
      await client.connect()
      try {
        return await work(client)
      } finally {
        await client.end()
      }
    }
    const there = { cloud, practice, keys, name: '', postgres: { owner } } as unknown as There
    const desk = await aDesk(there)
    desk.add(40)
    await desk.send()
    await age(there, 7)
    const options = { ...optionsFor(null, folder), databasePort }
    await backUp(options, archive)
    const { rows: clock } = await cloud.pool.query<{ at: Date }>('SELECT clock_timestamp() AS at')
    const until = clock[0]?.at ?? new Date(0)

    const list = await listPurge(cloud.pool, { folder, archive }, practice)
    expect(list.count).toBeGreaterThan(39)
    await agree(there, list.id)
    expect(await purge(cloud.pool, { folder, archive }, practice)).toMatchObject({
      gone: [{ list: list.id, count: list.count, state: 'gone' }],
      failed: 0,
    })
    await cloud.stop()
    await rm(join(folder, 'postgres'), { recursive: true })

    expect(await restore(options, archive, until.toISOString())).toMatchObject({ practices: 1, purges: 1 })
    cloud = await newCloud(null, folder, { port, databasePort, archive })
    expect(await verifyAudit(cloud.pool, practice, keys, 0)).toMatchObject({ gone: list.count, faults: [] })
    await cloud.stop()
  }, 300_000)
})
