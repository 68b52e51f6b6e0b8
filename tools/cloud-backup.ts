/** `npm run cloud -- backup | restore`: our own database copied, and set back to a moment (docs/cloud.md, "Backup and restore"). */
import { join, resolve } from 'node:path'
import { AppError } from '../shared/kernel/errors.ts'
import { restoreTo, takeBase } from '../src-cloud/postgres/archive.ts'
import { migrateCloud, readCloudMigrations } from '../src-cloud/postgres/migrate.ts'
import { makePool } from '../src-cloud/postgres/pool.ts'
import { PostgresPractices } from '../src-cloud/postgres/practices.ts'
import { revokeKept } from '../src-cloud/access/kept-revocations.ts'
import { purgeAgain } from './cloud-retention.ts'
import { openDatabase, type CloudOptions } from '../src-cloud/start-cloud.ts'
import { Client } from 'pg'

const log = () => undefined

/** Beside a running cloud. Throws `backup.not-archiving` where that was started without `--archive`. */
export async function backUp(
  cloud: CloudOptions,
  archive: string,
): Promise<Readonly<Record<string, string>>> {
  if (cloud.databaseUrl !== null) throw new AppError('Conflict', 'backup.own-only')
  const { pool, embedded, url } = await openDatabase({ ...cloud, archive })
  try {
    return { base: await takeBase(url, join(cloud.folder, 'postgres'), resolve(archive), new Date()) }
  } finally {
    await pool.end()
    await embedded?.leave()
  }
}

/**
 * Into the folder of a cloud that has no database yet. Every practice gets a new epoch, so that its workstations send
 * again what was lost. `until`: an instant as ISO 8601 says it, or nothing for the last archived moment.
 */
export async function restore(
  { folder, databasePort, migrations }: CloudOptions,
  archive: string,
  until: string | undefined,
): Promise<Readonly<{ practices: number; purges: number; epochs: Readonly<Record<string, string>> }>> {
  const moment = until === undefined ? null : new Date(until)
  if (moment && Number.isNaN(moment.getTime()))
    throw new AppError('Invalid', 'backup.until', { until: until ?? '' })
  const options = { folder: join(folder, 'postgres'), port: databasePort, log }
  const server = await restoreTo(resolve(archive), moment, options)
  try {
    const known = await practicesIn(server.url, migrations)
    const pool = makePool({ url: server.url, size: 2, broken: () => undefined })
    const practices = new PostgresPractices(pool)
    const epochs: Record<string, string> = {}
    let purges = 0
    try {
      // what was let go since does not come back
      purges = await purgeAgain(pool, resolve(archive))
      // nor does who was revoked
      await revokeKept(pool, [resolve(archive)])
      for (const practice of known)
        epochs[practice] = await practices.newEpoch(practice, (await practices.head(practice)).epoch)
    } finally {
      await pool.end()
    }
    return { practices: known.length, purges, epochs }
  } finally {
    await server.stop()
  }
}

/** Asked as the owner, whom row-level security does not hold. An earlier state is brought forward first. */
async function practicesIn(url: string, migrations: string): Promise<string[]> {
  const owner = new Client({ connectionString: url })
  await owner.connect()
  try {
    await migrateCloud(owner, readCloudMigrations(migrations))
    const { rows } = await owner.query<{ practice_id: string }>('SELECT practice_id FROM practice_head')
    return rows.map(({ practice_id: practice }) => practice)
  } finally {
    await owner.end()
  }
}
