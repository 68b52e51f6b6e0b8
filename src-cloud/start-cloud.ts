/** One process of the cloud: its database, its server, and how both stop. */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import type { Logger } from 'pino'
import { AppError } from '../shared/kernel/errors.ts'
import { Admission, PracticeQueue } from './http/admission.ts'
import { makeApp, traceOf } from './http/app.ts'
import { byTokenAndCertificate } from './http/authenticate.ts'
import { readCertificates } from './http/certificates.ts'
import { addEnrolRoutes } from './http/enrol-routes.ts'
import { HeadWatch } from './http/head-watch.ts'
import { addHydrateRoutes } from './http/hydrate-routes.ts'
import { makeMetrics } from './http/metrics.ts'
import { addOperationsRoutes } from './http/operations-routes.ts'
import { addSyncRoutes } from './http/sync-routes.ts'
import { migrateCloud, readCloudMigrations } from './postgres/migrate.ts'
import { makePool, verifyRole } from './postgres/pool.ts'
import { PostgresPractices } from './postgres/practices.ts'
import { PostgresSnapshots, type Cut } from './postgres/snapshots.ts'
import { superviseEmbedded } from './postgres/supervise.ts'
import { SnapshotKeeper } from './sync/snapshot-keeper.ts'

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

const connections = 16
const dayMs = 86_400_000

/** Opens the database and brings it forward, without serving. For the command line. */
export async function openDatabase(
  options: Pick<CloudOptions, 'folder' | 'databaseUrl' | 'databasePort' | 'migrations' | 'log'>,
) {
  const { log } = options
  const embedded =
    options.databaseUrl === null
      ? await superviseEmbedded({
          folder: join(options.folder, 'postgres'),
          port: options.databasePort,
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

/** Starts everything and resolves when requests are answered. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { log } = options
  const { embedded, url, pool } = await openDatabase(options)
  const practices = new PostgresPractices(pool)
  await practices.makeLogWeeks()
  const weeks = setInterval(() => {
    practices
      .makeLogWeeks()
      .catch((error: unknown) => log.error(traceOf(error), 'the weeks of the log were not made'))
  }, dayMs)
  weeks.unref()

  const metrics = makeMetrics()
  const certificates = await readCertificates(join(options.folder, 'tls'), options.names, Date.now())
  const admission = new Admission({
    // one connection each, some are left for credentials and the watch
    atOnce: connections - 4,
    waiting: { push: 256, pull: 128, events: 0, hydrate: 32 },
    atMost: { hydrate: 4 },
  })
  const watch = new HeadWatch(practices)
  const app = makeApp({ certificates, allowTls12: options.allowTls12, log, metrics })
  metrics.gauge('holdfast_listening', 'Workstations that listen for news', () => watch.listening)
  metrics.gauge('holdfast_working', 'Requests at work', () => admission.working)
  metrics.gauge('holdfast_waiting_push', 'Pushes that wait to be let in', () => admission.waiting('push'))
  metrics.gauge('holdfast_connections', 'Connections to the database', () => pool.totalCount)
  const authenticate = byTokenAndCertificate(pool)
  addEnrolRoutes(app, { pool, certificates, authenticate, admission })
  const snapshots = new PostgresSnapshots(pool, options.cut)
  const keeper = new SnapshotKeeper({
    snapshots,
    head: (practice) => practices.head(practice),
    failed: (practice, error) => log.error({ practice, ...traceOf(error) }, 'no snapshot was made'),
  })
  addSyncRoutes(app, {
    pool,
    practices,
    authenticate,
    admission,
    queue: new PracticeQueue(64),
    watch,
    metrics,
    log,
  })
  addHydrateRoutes(app, { authenticate, admission, snapshots, keeper })
  let stopping = false
  addOperationsRoutes(app, {
    metrics,
    async ready() {
      if (stopping) throw new AppError('Unavailable', 'cloud.stopping')
      await practices.ping()
    },
  })
  await app.listen({ host: options.host, port: options.port })
  const { port } = app.server.address() as AddressInfo
  log.info({ port }, 'the cloud answers')
  return {
    port,
    ca: certificates.ca,
    databaseUrl: url,
    pool,
    async stop() {
      if (stopping) return
      stopping = true
      clearInterval(weeks)
      watch.stop()
      await keeper.stop()
      await app.close()
      await pool.end()
      await embedded?.stop()
      log.info('stopped')
    },
  }
}
