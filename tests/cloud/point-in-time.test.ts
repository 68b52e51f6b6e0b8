/** The runbook of docs/cloud.md, "Backup and restore": our own database set back to a moment, by its two commands. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { archiving, basesOf, restoreTo } from '../../src-cloud/postgres/archive.ts'
import { backUp, restore } from '../../tools/cloud-backup.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import {
  cloudFolder,
  contentsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  optionsFor,
  registerOne,
  settle,
  skipWithout,
  waitingIn,
} from '../kit/cloud.ts'

async function patientsIn(url: string): Promise<number> {
  const owner = new Client({ connectionString: url })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM record WHERE type = 'patient'`,
    )
    return rows[0]?.n ?? -1
  } finally {
    await owner.end()
  }
}

describe.skipIf(skipWithout !== null)('our own database', () => {
  test('is set back to a moment, begins a new epoch, and gets from the workstations what came after', async () => {
    const [folder, archive, port, databasePort] = [
      cloudFolder(),
      join(cloudFolder(), 'archive'),
      await freePort(),
      await freePort(),
    ]
    let cloud = await newCloud(null, folder, { port, databasePort, archive })
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    for (let n = 0; n < 10; n += 1) registerOne(one)
    await settle(one, two)
    const options = { ...optionsFor(null, folder), databasePort }
    const { base } = await backUp(options, archive)
    expect(readdirSync(join(base as string, 'data'))).toEqual(
      expect.arrayContaining(['PG_VERSION', 'backup_label']),
    )
    expect(statSync(join(base as string, 'data')).mode & 0o77).toBe(0)

    for (let n = 0; n < 7; n += 1) registerOne(two)
    await settle(one, two)
    const { rows: clock } = await cloud.pool.query<{ at: Date }>('SELECT clock_timestamp() AS at')
    const until = clock[0]?.at ?? new Date(0)
    for (let n = 0; n < 5; n += 1) registerOne(one)
    await settle(one, two)
    expect(contentsOf(two)['patients']).toHaveLength(22)
    const epochs = new Set([one.store.sync.get('epoch')])
    // stopping sends what is written to the archive; then the disk it stood on is lost
    await cloud.stop()
    await rm(join(folder, 'postgres'), { recursive: true })

    const restored = await restore(options, archive, until.toISOString())
    expect(Object.keys(restored.epochs)).toEqual([practice])
    cloud = await newCloud(null, folder, { port, databasePort, archive })
    const { rows } = await cloud.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM record WHERE type = 'patient'`,
    )
    // nothing is shown to who names no practice
    expect(rows).toEqual([{ n: 0 }])
    expect(await patientsIn(cloud.databaseUrl)).toBe(17)

    for (const { engine } of [one, two]) engine.disconnected()
    await settle(one, two)
    epochs.add(one.store.sync.get('epoch'))
    expect(epochs.size).toBe(2)
    expect(await patientsIn(cloud.databaseUrl)).toBe(22)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])

    // the new history is archived beside the old one, and another backup of it can be taken
    await backUp(options, archive)
    expect(basesOf(archive)).toHaveLength(2)
  }, 300_000)

  test('is not restored over another, nor from before its first backup, nor from a path a shell would read', async () => {
    const [archive, folder] = [cloudFolder(), cloudFolder()]
    const options = { ...optionsFor(null, folder), databasePort: await freePort() }
    await expect(restore(options, archive, undefined)).rejects.toMatchObject({ reason: 'backup.none' })
    await expect(restore(options, archive, 'yesterday')).rejects.toMatchObject({ reason: 'backup.until' })
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    const cloud = await newCloud(null, folder, { databasePort: options.databasePort })
    await expect(backUp(options, archive)).rejects.toMatchObject({ reason: 'backup.not-archiving' })
    expect(basesOf(archive)).toEqual([])
    await cloud.stop()
    await expect(archiving(join(archive, 'a"b'))).rejects.toMatchObject({ reason: 'backup.path' })
    await backUp(options, archive)
    await expect(
      restoreTo(archive, null, { folder: join(folder, 'postgres'), port: 0, log: () => undefined }),
    ).rejects.toMatchObject({ reason: 'backup.not-empty' })
    await expect(restore(options, archive, '2020-01-01T00:00:00Z')).rejects.toMatchObject({
      reason: 'backup.none',
    })
  }, 300_000)
})
