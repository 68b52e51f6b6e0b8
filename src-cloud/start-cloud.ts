/** One process of the cloud: its database, its server, and how both stop. */
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import type { Logger } from 'pino'
import { traceOf } from './http/app.ts'
import { migrateCloud, readCloudMigrations } from './postgres/migrate.ts'
import { makePool, verifyRole } from './postgres/pool.ts'
import { PostgresPractices } from './postgres/practices.ts'
import type { Cut } from './postgres/snapshots.ts'
import { superviseEmbedded } from './postgres/supervise.ts'
import { serve } from './serve.ts'

export type CloudOptions = Readonly<{
  /** Certificates and, where no server is named, the database stand in here. */
  folder: string
  /** A PostgreSQL server; null runs one of our own. */
  databaseUrl: string | null
  /** Where our own database listens, on this machine only. */
  databasePort: number
  /** `migrations/cloud`. */
  migrations: string
  host: string
  /** 0 takes any that is free. */
  port: number
  /** Names and addresses workstations reach it by; they stand in its certificate. */
  names: readonly string[]
  allowTls12: boolean
  log: Logger
  /** Where a snapshot is cut into segments; the usual where it is not said. */
  cut?: Cut
}>

export type Cloud = Readonly<{
  port: number
  /** PEM of the authority that workstations are to trust. */
  ca: string
  databaseUrl: string
  pool: Pool
  /** Takes no more requests, finishes those it has, and stops its own database last. */
  stop(): Promise<void>
}>

/** Of one process by itself. */
const connections = 16
const dayMs = 86_400_000

/**
 * Opens the database and brings it forward, without serving. `serverConnections`: what our own server must have for
 * everybody who works on it; it is given sixty at least.
 */
export async function openDatabase(
  options: Pick<CloudOptions, 'folder' | 'databaseUrl' | 'databasePort' | 'migrations' | 'log'>,
  serverConnections = 0,
) {
  const { log } = options
  const embedded =
    options.databaseUrl === null
      ? await superviseEmbedded({
          folder: join(options.folder, 'postgres'),
          port: options.databasePort,
          connections: Math.max(60, serverConnections),
          log: (line) => log.debug({ line }, 'postgres'),
          restarted: (pid) => log.error({ pid }, 'our database had ended and was started again'),
        })
      : null
  const url = embedded?.url ?? options.databaseUrl ?? ''
  try {
    const owner = new Client({ connectionString: url, application_name: 'holdfast-migrate' })
    owner.on('error', () => undefined)
    await owner.connect()
    try {
      await migrateCloud(owner, readCloudMigrations(options.migrations))
    } finally {
      await owner.end()
    }
    const pool = makePool({
      url,
      size: connections,
      broken: (error) => log.warn(traceOf(error), 'a connection to the database broke'),
    })
    await verifyRole(pool)
    return { embedded, url, pool }
  } catch (error) {
    await embedded?.leave()
    throw error
  }
}

/** Makes the weeks of the log now and each day. Returns how to end that. */
export async function keepLogWeeks(pool: Pool, log: Logger): Promise<() => void> {
  const practices = new PostgresPractices(pool)
  await practices.makeLogWeeks()
  const weeks = setInterval(() => {
    practices
      .makeLogWeeks()
      .catch((error: unknown) => log.error(traceOf(error), 'the weeks of the log were not made'))
  }, dayMs)
  weeks.unref()
  return () => clearInterval(weeks)
}

/** Starts everything in this process and resolves when requests are answered. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { embedded, url, pool } = await openDatabase(options)
  const endWeeks = await keepLogWeeks(pool, options.log)
  const serving = await serve({ ...options, pool, connections })
  let stopping = false
  return {
    port: serving.port,
    ca: serving.ca,
    databaseUrl: url,
    pool,
    async stop() {
      if (stopping) return
      stopping = true
      endWeeks()
      await serving.stop()
      await pool.end()
      await embedded?.stop()
      options.log.info('stopped')
    },
  }
}
