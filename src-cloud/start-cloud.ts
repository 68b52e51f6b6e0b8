/** One process of the cloud: its database, its server, and how both stop. */
import { join } from 'node:path'
import { Client, type Pool } from 'pg'
import type { Logger } from 'pino'
import type { Versions } from '../shared/sync/wire.ts'
import { revokedPlaces, revokeKept } from './access/kept-revocations.ts'
import { watchCheckpoints } from './audit/checkpoint-keeper.ts'
import { readAuditKeys } from './audit/keys.ts'
import type { FeedConfig } from './feeds/feed-config.ts'
import { traceOf, type RequestWaits } from './http/app.ts'
import { archiving } from './postgres/archive.ts'
import { migrateCloud, readCloudMigrations } from './postgres/migrate.ts'
import { makePool, verifyRole } from './postgres/pool.ts'
import type { SegmentCut } from './postgres/close-log.ts'
import { logSteps } from './postgres/log-steps.ts'
import { makeLogWeeks } from './postgres/log-weeks.ts'
import type { Today } from './postgres/practices.ts'
import type { Cut } from './postgres/segment-writer.ts'
import { superviseEmbedded } from './postgres/supervise.ts'
import { watchEmergencies } from './privacy/emergency-watch.ts'
import type { ReminderConfig } from './reminders/reminder-config.ts'
import { watchReminders } from './reminders/reminder-keeper.ts'
import { watchRetention } from './retention/retention-keeper.ts'
import { serve } from './serve.ts'
import { LogKeeper, type Kept } from './sync/log-keeper.ts'

export type CloudOptions = Readonly<{
  /** Certificates and, where no server is named, the database stand in here. */
  folder: string
  /** A PostgreSQL server; null runs one of our own. */
  databaseUrl: string | null
  /** Where our own database listens, on this machine only. */
  databasePort: number
  /** Where our own database keeps every write, for backups (docs/cloud.md). Nowhere where it is not said. */
  archive?: string
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
  /** What it speaks and takes; that of this version where it is not said. */
  versions?: Versions
  /** Where old stretches of the log are cut; the usual where it is not said. */
  segmentCut?: SegmentCut
  /** Where signed trees of the audit are written once (docs/audit-format.md), and how often; nowhere where it is not said. */
  checkpoints?: Readonly<{ folder: string; everyMs: number }>
  /** Where the audit is told to (docs/cloud.md, "Feeds"); nowhere where it is not said. The waits are for those who try it. */
  feeds?: readonly FeedConfig[]
  /** How long is waited for requests; the usual where it is not said. For those who try it. */
  requestWaits?: RequestWaits
  /** How reminders of appointments are sent (docs/schedule.md, "Reminders"); not at all where it is not said. */
  reminders?: ReminderConfig
  feedWaits?: Readonly<{ pollMs: number; longestWaitMs: number }>
  /** Before the order to wipe a workstation stands of somebody who alone may give one, ms; the usual where it is not said. */
  wipeWaitMs?: number
  /** The day, where it is not the database's: for those who try what months do. */
  today?: Today
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
/** After a start there is more urgent work. */
const firstKeepMs = 300_000

/**
 * Opens the database and brings it forward, without serving. `serverConnections`: what our own server must have for
 * everybody who works on it; it is given sixty at least.
 */
export async function openDatabase(
  options: Pick<CloudOptions, 'folder' | 'databaseUrl' | 'databasePort' | 'archive' | 'migrations' | 'log'>,
  serverConnections = 0,
) {
  const { log } = options
  const embedded =
    options.databaseUrl === null
      ? await superviseEmbedded({
          folder: join(options.folder, 'postgres'),
          port: options.databasePort,
          connections: Math.max(60, serverConnections),
          ...(options.archive !== undefined && { settings: await archiving(options.archive) }),
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
    const again = await revokeKept(pool, revokedPlaces(options))
    if (again.length > 0) log.warn({ devices: again }, 'set back to before they were revoked: revoked again')
    return { embedded, url, pool }
  } catch (error) {
    await embedded?.leave()
    throw error
  }
}

/** Makes the weeks of the log now; from soon on, and then each day, moves what is old (docs/cloud.md, "The log"). Returns how to end that. */
export async function keepLog(pool: Pool, keeping: Keeping): Promise<() => Promise<void>> {
  const { log, today } = keeping
  await makeLogWeeks(pool, today)
  const keeper = keeperOf(pool, keeping)
  const run = () =>
    void keeper.run().then(
      (kept) => log.info(kept, 'the log is kept'),
      (error: unknown) => log.error(traceOf(error), 'the log was not kept'),
    )
  const timers = [setTimeout(run, firstKeepMs), setInterval(run, dayMs)]
  for (const timer of timers) timer.unref()
  return () => {
    for (const timer of timers) clearTimeout(timer)
    return keeper.stop()
  }
}

/** Writes what the trees of the practices are to the write-once folder: at the start, now and then, and at the end. Returns how to end that. */
export function keepCheckpoints(
  pool: Pool,
  { checkpoints, folder, log }: Pick<CloudOptions, 'checkpoints' | 'folder' | 'log'>,
): () => Promise<void> {
  if (!checkpoints) return () => Promise.resolve()
  const keys = readAuditKeys(join(folder, 'tls'))
  const keeping = { pool, keys, folder: checkpoints.folder, now: () => Date.now() }
  const watch = watchCheckpoints(keeping, checkpoints.everyMs, {
    rewritten: (practice, number) =>
      log.error({ practice, number, kind: 'rewritten' }, 'an audit log is not as it must be'),
    failed: (error, practice) => log.error({ practice, ...traceOf(error) }, 'no checkpoint was written'),
  })
  void watch.look()
  return async () => {
    await watch.look()
    await watch.stop()
  }
}

type Keeping = Pick<CloudOptions, 'log' | 'today' | 'segmentCut'>

const keeperOf = (pool: Pool, { log, today, segmentCut }: Keeping): LogKeeper =>
  new LogKeeper({
    ...logSteps(pool, today, segmentCut),
    failed: (practice, error) => log.error({ practice, ...traceOf(error) }, 'a log was not moved'),
  })

/** What is done with the logs each day, now. */
export const keepNow = (pool: Pool, keeping: Keeping): Promise<Kept> => keeperOf(pool, keeping).run()

/** Starts everything in this process and resolves when requests are answered. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { embedded, url, pool } = await openDatabase(options)
  const endKeeping = await keepLog(pool, options)
  const endCheckpoints = keepCheckpoints(pool, options)
  const endRetention = watchRetention(pool, options, options.log)
  const endEmergencies = watchEmergencies(pool, options.log)
  const endReminders = watchReminders(pool, options.reminders, options.log)
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
      await endKeeping()
      await serving.stop()
      await endCheckpoints()
      await endRetention()
      await endEmergencies()
      await endReminders()
      await pool.end()
      await embedded?.stop()
      options.log.info('stopped')
    },
  }
}
