/**
 * A PostgreSQL that has never been used, its database brought forward: made once for what the cloud's migrations are now,
 * and copied by tests and drills that are not about how one is made. It is kept in out/ and used again.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { runAs, startEmbedded } from '../../src-cloud/postgres/embedded.ts'
import { migrateCloud, readCloudMigrations } from '../../src-cloud/postgres/migrate.ts'
import { root } from '../proc.ts'
import { freePort } from './free-port.ts'
import { putInPlace } from './put-in-place.ts'

/** Its one database. */
export const madeDatabase = 'holdfast'

/** Puts a copy into `folder`, for `startEmbedded` to find. Where files cannot be copied with their owner it makes its own. */
export async function layCluster(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const migrations = readCloudMigrations(join(root, 'migrations/cloud'))
  const hash = createHash('sha256').update(
    readFileSync(join(root, 'src-cloud/postgres/embedded.ts')) +
      readFileSync(join(root, 'package-lock.json'), 'utf8') +
      migrations.map(({ sha }) => sha).join(' ') +
      // the data of one that root has made are somebody else's
      JSON.stringify(await runAs()),
  )
  const place = join(root, 'out', `cluster-${hash.digest('hex').slice(0, 16)}`)
  if (!existsSync(place)) await make(place)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  // with its owner: PostgreSQL refuses data that is somebody else's
  execFileSync('cp', ['-a', join(place, 'data'), join(place, 'password'), folder])

  async function make(to: string): Promise<void> {
    // whoever it runs as can come by here
    const within = mkdtempSync(join(tmpdir(), 'holdfast-cluster-'))
    try {
      chmodSync(within, 0o755)
      const made = join(within, 'postgres')
      const server = await startEmbedded({ folder: made, port: await freePort(), log: () => undefined })
      try {
        const client = new Client(server.url)
        await client.connect()
        try {
          await migrateCloud(client, migrations)
        } finally {
          await client.end()
        }
      } finally {
        await server.stop()
      }
      mkdirSync(join(root, 'out'), { recursive: true })
      const mine = `${to}-${process.pid}`
      execFileSync('cp', ['-a', made, mine])
      putInPlace(mine, to)
    } finally {
      rmSync(within, { recursive: true, force: true })
    }
  }
}
