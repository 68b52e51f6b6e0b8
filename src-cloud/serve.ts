/** What one process of the cloud does with a database that is there: answer requests. */
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { AppError } from '../shared/kernel/errors.ts'
import { presentVersions } from '../shared/sync/wire.ts'
import { Admission, PracticeQueue } from './http/admission.ts'
import { answersFor } from './http/answers.ts'
import { readGrantKey } from './access/grant-keys.ts'
import { readAuditKeys } from './audit/keys.ts'
import { keepRevocation, revokedPlaces } from './access/kept-revocations.ts'
import { watchSilence } from './audit/silence-watch.ts'
import { makeApp, traceOf } from './http/app.ts'
import { alsoRevoked, byTokenAndCertificate } from './http/authenticate.ts'
import { runFeeds } from './feeds/run-feeds.ts'
import { addAuditRoutes } from './http/audit-routes.ts'
import { addCalendarRoutes } from './http/calendar-routes.ts'
import { addBlobRoutes } from './http/blob-routes.ts'
import { readCertificates } from './http/certificates.ts'
import { addChartRoutes } from './http/chart-routes.ts'
import { addEnrolRoutes } from './http/enrol-routes.ts'
import { addGrantRoutes } from './http/grant-routes.ts'
import { HeadWatch } from './http/head-watch.ts'
import { addHydrateRoutes } from './http/hydrate-routes.ts'
import { makeMetrics } from './http/metrics.ts'
import { addOperationsRoutes } from './http/operations-routes.ts'
import { addRecoveryRoutes } from './http/recovery-routes.ts'
import { addReminderRoutes } from './http/reminder-routes.ts'
import { addSyncRoutes } from './http/sync-routes.ts'
import { addWipeRoutes } from './http/wipe-routes.ts'
import { addWorkstationRoutes } from './http/workstation-routes.ts'
import { PostgresBlobs } from './postgres/blobs.ts'
import { PostgresPractices } from './postgres/practices.ts'
import { PostgresSnapshots } from './postgres/snapshots.ts'
import { wipeWaitMs } from '../shared/access/wipe.ts'
import type { CloudOptions } from './start-cloud.ts'
import { SnapshotKeeper } from './sync/snapshot-keeper.ts'

export type Serving = Readonly<{
  port: number
  /** PEM of the authority that workstations are to trust. */
  ca: string
  metrics: ReturnType<typeof makeMetrics>
  /** Takes no more requests and finishes those it has. The pool is the caller's to end. */
  stop(): Promise<void>
}>

export type ServeOptions = Pick<
  CloudOptions,
  | 'folder'
  | 'host'
  | 'port'
  | 'names'
  | 'allowTls12'
  | 'log'
  | 'cut'
  | 'today'
  | 'versions'
  | 'feeds'
  | 'reminders'
  | 'feedWaits'
  | 'wipeWaitMs'
  | 'requestWaits'
  | 'archive'
> &
  Readonly<{
    pool: Pool
    /** Connections of the pool at most. */
    connections: number
    /** What `/metrics` answers, where that is more than this process has counted. */
    allMetrics?(): Promise<string>
  }>

/** What is under way when it stops has so long to finish. */
const patienceMs = 10_000

/** Resolves when requests are answered. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { log, pool, connections } = options
  const practices = new PostgresPractices(pool, options.today)
  const metrics = makeMetrics()
  const certificates = await readCertificates(join(options.folder, 'tls'), options.names, Date.now())
  // one connection each; some are left for credentials and the watch
  const atOnce = connections - 4
  const admission = new Admission({
    atOnce,
    waiting: {
      push: 256,
      backlog: 256,
      pull: 128,
      chart: 64,
      events: 0,
      audit: 128,
      blobs: 64,
      'audit-read': 32,
      hydrate: 32,
      calendars: 32,
    },
    atMost: {
      backlog: Math.max(1, atOnce - 3),
      chart: Math.max(1, Math.floor(atOnce / 2)),
      audit: Math.max(1, Math.floor(atOnce / 4)),
      blobs: Math.max(1, Math.floor(atOnce / 3)),
      'audit-read': Math.max(1, Math.floor(atOnce / 4)),
      hydrate: Math.max(1, Math.floor(atOnce / 3)),
      // anybody may ask for one
      calendars: Math.max(1, Math.floor(atOnce / 4)),
    },
  })
  const watch = new HeadWatch(practices)
  const app = makeApp({
    certificates,
    allowTls12: options.allowTls12,
    log,
    metrics,
    ...(options.requestWaits && { waits: options.requestWaits }),
  })
  metrics.gauge('holdfast_listening', 'Workstations that listen for news', () => watch.listening)
  metrics.gauge('holdfast_working', 'Requests at work', () => admission.working)
  metrics.gauge('holdfast_waiting_push', 'Pushes that wait to be let in', () => admission.waiting('push'))
  metrics.gauge('holdfast_waiting_backlog', 'Pushes of what has piled up that wait to be let in', () =>
    admission.waiting('backlog'),
  )
  metrics.gauge('holdfast_connections', 'Connections to the database', () => pool.totalCount)
  const authenticate = byTokenAndCertificate(pool)
  addEnrolRoutes(app, { pool, certificates, authenticate, admission })
  addRecoveryRoutes(app, { pool, authenticate, admission })
  const key = readGrantKey(join(options.folder, 'tls'))
  addGrantRoutes(app, { pool, key, authenticate, admission })
  const places = revokedPlaces(options)
  const kept = (practice: string, device: string) =>
    keepRevocation(pool, places, practice, device).catch((error: unknown) =>
      log.error({ practice, device, ...traceOf(error) }, 'a revocation is in the database alone'),
    )
  const waitMs = options.wipeWaitMs ?? wipeWaitMs
  addWipeRoutes(app, {
    pool,
    key,
    authenticate,
    recognise: alsoRevoked(pool),
    admission,
    kept,
    log,
    waitMs,
  })
  addWorkstationRoutes(app, { pool, authenticate, admission, kept, log })
  const snapshots = new PostgresSnapshots(pool, options.cut)
  const keeper = new SnapshotKeeper({
    snapshots,
    head: (practice) => practices.head(practice),
    oldest: (practice) => practices.oldest(practice),
    failed: (practice, error) => log.error({ practice, ...traceOf(error) }, 'no snapshot was made'),
  })
  const versions = options.versions ?? presentVersions
  const answersOf = answersFor({ practices, versions, metrics, log })
  addSyncRoutes(app, {
    pool,
    answersOf,
    authenticate,
    admission,
    queue: new PracticeQueue(64),
    watch,
    metrics,
    log,
  })
  addHydrateRoutes(app, { authenticate, admission, snapshots, keeper })
  addChartRoutes(app, { authenticate, admission, practices, answersOf })
  addBlobRoutes(app, { authenticate, admission, metrics, log, blobs: new PostgresBlobs(pool, practices) })
  const raised = (kind: string, where: Readonly<Record<string, string>>) => {
    metrics.auditAlarms.inc({ kind })
    log.error({ ...where, kind }, 'an audit log is not as it must be')
  }
  addAuditRoutes(app, {
    pool,
    keys: readAuditKeys(join(options.folder, 'tls')),
    raised: ({ practice, device }, kind) => raised(kind, { practice, device }),
    authenticate,
    admission,
  })
  const silence = watchSilence(pool, {
    found: (practice) => raised('silent', { practice }),
    failed: (error) => log.error(traceOf(error), 'it was not looked for silent workstations'),
  })
  const endFeeds = runFeeds({ pool, feeds: options.feeds ?? [], metrics, log, ...options.feedWaits })
  let stopping = false
  if (options.reminders)
    addReminderRoutes(app, { pool, now: () => Date.now(), repliesToken: options.reminders.repliesToken })
  addCalendarRoutes(app, { pool, admission, now: () => Date.now() })
  addOperationsRoutes(app, {
    metrics: options.allMetrics ?? (() => metrics.registry.metrics()),
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
    metrics,
    async stop() {
      stopping = true
      watch.stop()
      await endFeeds()
      await silence.stop()
      await keeper.stop()
      // whoever reads no further does not keep it: what was asked is asked again elsewhere
      const patience = setTimeout(() => app.server.closeAllConnections(), patienceMs)
      await app.close()
      clearTimeout(patience)
    },
  }
}
