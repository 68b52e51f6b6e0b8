/** `npm run cloud -- start | code | ...`: the practice's cloud from the command line (docs/cloud.md). */
import cluster from 'node:cluster'
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { pino } from 'pino'
import { AppError } from '../shared/kernel/errors.ts'
import { writeEnrolmentCode } from '../shared/sync/enrol.ts'
import { readAuditKeys } from '../src-cloud/audit/keys.ts'
import { verifyAudit } from '../src-cloud/audit/verify.ts'
import { readFeeds } from '../src-cloud/feeds/feed-config.ts'
import { pinOf, readCertificates } from '../src-cloud/http/certificates.ts'
import { keepRevocation, revokedPlaces } from '../src-cloud/access/kept-revocations.ts'
import { createPractice, enrolDevice, revokeDevice } from '../src-cloud/postgres/credentials.ts'
import { readReminders } from '../src-cloud/reminders/reminder-config.ts'
import { makePracticeCode, makeWorkstationCode } from '../src-cloud/postgres/enrolment.ts'
import { PostgresPractices } from '../src-cloud/postgres/practices.ts'
import { verifyLog } from '../src-cloud/postgres/verify-log.ts'
import { keepNow, openDatabase, startCloud, type CloudOptions } from '../src-cloud/start-cloud.ts'
import { superviseWorkers } from '../src-cloud/workers/supervise-workers.ts'
import { runWorker } from '../src-cloud/workers/worker.ts'
import { backUp, restore } from './cloud-backup.ts'
import { makeCheckpoint } from './cloud-checkpoint.ts'
import { writeEvents } from './cloud-audit-events.ts'
import { writeAudit, type Signing } from './cloud-audit.ts'
import { listPurge, purge } from './cloud-retention.ts'
import { writeRevocations } from './cloud-revocations.ts'
import { root } from './proc.ts'

const usage = `npm run cloud -- start            [--folder F] [--host 0.0.0.0] [--port 8443] [--names a,b] [--tls12] [--workers N] [--archive A] [--checkpoints DIR [--checkpoint-minutes 15]] [--feeds FILE] [--reminders FILE]
npm run cloud -- code             [--practice ID --user ID] [--folder F]
npm run cloud -- create-practice  --name N [--folder F]
npm run cloud -- enrol            --practice ID [--device ID] [--folder F]
npm run cloud -- restored         --practice ID [--folder F]
npm run cloud -- compact          [--folder F]
npm run cloud -- verify-log       --practice ID [--folder F]
npm run cloud -- audit:verify     --practice ID [--folder F]
npm run cloud -- audit:export     --practice ID --out FILE [--from 2026-01-01] [--until 2026-02-01] [--patient ID] [--format ndjson|csv] [--folder F]
npm run cloud -- audit:events     --practice ID --out FILE [--from 2026-01-01] [--until 2026-02-01] [--patient ID] [--folder F]
npm run cloud -- audit:checkpoint --practice ID [--print FILE] [--checkpoints DIR] [--folder F]
npm run cloud -- purge:list       --practice ID [--folder F]
npm run cloud -- purge            --practice ID [--archive A] [--folder F]
npm run cloud -- revoke           --practice ID --device ID [--folder F]
npm run cloud -- revocations      --practice ID --out FILE [--folder F]
npm run cloud -- backup           --archive A [--folder F]
npm run cloud -- restore          --archive A [--until 2026-01-31T14:05:00Z] --folder NEW
DATABASE_URL names a PostgreSQL server; without it one of our own runs in the folder.`

const options = {
  folder: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8443' },
  'database-port': { type: 'string', default: '8444' },
  names: { type: 'string', default: 'localhost,127.0.0.1' },
  tls12: { type: 'boolean', default: false },
  workers: { type: 'string', default: '1' },
  name: { type: 'string' },
  practice: { type: 'string' },
  device: { type: 'string' },
  user: { type: 'string' },
  archive: { type: 'string' },
  until: { type: 'string' },
  from: { type: 'string' },
  patient: { type: 'string' },
  format: { type: 'string', default: 'ndjson' },
  out: { type: 'string' },
  print: { type: 'string' },
  checkpoints: { type: 'string' },
  'checkpoint-minutes': { type: 'string', default: '15' },
  feeds: { type: 'string' },
  reminders: { type: 'string' },
} as const

/** 0; 1 where it could not be done; 2 where it was asked for wrongly. */
export async function task(args: readonly string[]): Promise<number> {
  const parsed = read(args)
  if (!parsed) {
    console.error(usage)
    return 2
  }
  const { command, values } = parsed
  // PostgreSQL does not run as root and must be able to come by: a home folder of root's will not do
  const usual = process.getuid?.() === 0 ? '/var/lib/holdfast-cloud' : join(homedir(), '.holdfast-cloud')
  const folder = fromHere(values.folder ?? usual)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const archive = values.archive === undefined ? undefined : fromHere(values.archive)
  const checkpoints = values.checkpoints === undefined ? undefined : fromHere(values.checkpoints)
  const cloud: CloudOptions = {
    ...(archive !== undefined && { archive }),
    ...(checkpoints !== undefined && {
      checkpoints: { folder: checkpoints, everyMs: Number(values['checkpoint-minutes']) * 60_000 },
    }),
    folder,
    databaseUrl: process.env['DATABASE_URL'] || null,
    databasePort: Number(values['database-port']),
    migrations: join(root, 'migrations/cloud'),
    host: values.host,
    port: Number(values.port),
    names: values.names.split(','),
    allowTls12: values.tls12,
    log: pino({ level: process.env['HOLDFAST_LOG'] ?? (command === 'start' ? 'info' : 'error') }),
  }
  try {
    // who is to be told is known before anybody is answered
    const feeds = values.feeds === undefined ? [] : readFeeds(fromHere(values.feeds))
    const reminders =
      values.reminders === undefined ? {} : { reminders: readReminders(fromHere(values.reminders)) }
    return command === 'start'
      ? await start({ ...cloud, feeds, ...reminders }, Number(values.workers))
      : await change(command, cloud, {
          ...values,
          ...(archive !== undefined && { archive }),
          ...(checkpoints !== undefined && { checkpoints }),
        })
  } catch (error) {
    const words = error instanceof AppError ? [error.reason, ...Object.values(error.params)].join(' ') : error
    console.error('cloud:', words instanceof Error ? words.message : words)
    return 1
  }
}

const fromHere = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path)

/** Each is a process of some hundred megabytes with connections of its own. */
const mostWorkers = 32
const commands = [
  'start',
  'code',
  'create-practice',
  'enrol',
  'revoke',
  'restored',
  'backup',
  'restore',
  'compact',
  'verify-log',
  'audit:verify',
  'audit:export',
  'audit:events',
  'revocations',
  'audit:checkpoint',
  'purge:list',
  'purge',
] as const
type Command = (typeof commands)[number]

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const command = commands.find((each) => each === positionals[0])
    const workers = Number(values.workers)
    if (!(Number(values['checkpoint-minutes']) > 0)) return null
    if (!Number.isInteger(workers) || workers < 1 || workers > mostWorkers) return null
    return command && positionals.length === 1 ? { command, values } : null
  } catch {
    return null
  }
}

async function start(options: CloudOptions, workers: number): Promise<number> {
  if (cluster.isWorker) {
    await runWorker(options)
    return 0
  }
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const ca = join(options.folder, 'tls/ca.pem')
  if (workers === 1) {
    const cloud = await startCloud(options)
    console.log(JSON.stringify({ cloud: 'started', port: cloud.port, ca }))
    await stopped
    await cloud.stop()
    return 0
  }
  const cloud = await superviseWorkers(options, workers)
  console.log(JSON.stringify({ cloud: 'started', port: cloud.port, ca, workers: cloud.pids() }))
  await stopped
  await cloud.stop()
  return 0
}

type Values = Readonly<
  Partial<
    Record<
      | 'name'
      | 'practice'
      | 'device'
      | 'user'
      | 'archive'
      | 'until'
      | 'from'
      | 'patient'
      | 'format'
      | 'out'
      | 'print'
      | 'checkpoints',
      string
    >
  >
>
type Change = Exclude<Command, 'start'>

/** What each must be given. */
const needs: Readonly<Record<Change, readonly (keyof Values)[]>> = {
  code: [],
  'create-practice': ['name'],
  enrol: ['practice'],
  revoke: ['practice', 'device'],
  restored: ['practice'],
  backup: ['archive'],
  restore: ['archive'],
  compact: [],
  'verify-log': ['practice'],
  'audit:verify': ['practice'],
  'audit:export': ['practice', 'out'],
  'audit:events': ['practice', 'out'],
  revocations: ['practice', 'out'],
  'audit:checkpoint': ['practice'],
  'purge:list': ['practice'],
  purge: ['practice'],
}

/** Works beside a running cloud too: it comes to the same database. */
async function change(command: Change, cloud: CloudOptions, values: Values): Promise<number> {
  if (
    needs[command].some((name) => !values[name]) ||
    (!values.practice !== !values.user && command === 'code')
  ) {
    console.error(usage)
    return 2
  }
  if (command === 'backup' || command === 'restore') {
    const { archive = '', until } = values
    console.log(
      JSON.stringify(
        command === 'backup' ? await backUp(cloud, archive) : await restore(cloud, archive, until),
      ),
    )
    return 0
  }
  const { pool, embedded } = await openDatabase(cloud)
  try {
    const said = await done(command, cloud, pool, values)
    if (said) console.log(JSON.stringify(said))
    return isWell(said) ? 0 : 1
  } finally {
    await pool.end()
    await embedded?.leave()
  }
}

async function signing({ folder, names }: CloudOptions): Promise<Signing> {
  const tls = join(folder, 'tls')
  return { keys: readAuditKeys(tls), authority: (await readCertificates(tls, names, Date.now())).ca }
}

type Said = Readonly<Record<string, unknown>>

/** What was looked at is as it must be, and all that was to be done was. */
const isWell = (said: Said | null): boolean =>
  !said || ((said['faults'] as readonly string[] | undefined)?.length ?? said['failed'] ?? 0) === 0

async function done(
  command: Exclude<Change, 'backup' | 'restore'>,
  cloud: CloudOptions,
  pool: Pool,
  given: Values,
): Promise<Said | null> {
  const { name = '', practice = '', device = randomUUID(), user } = given
  switch (command) {
    case 'code': {
      const { secret, until } = await (user
        ? makeWorkstationCode(pool, practice, user)
        : makePracticeCode(pool))
      const { ca } = await readCertificates(join(cloud.folder, 'tls'), cloud.names, Date.now())
      return { code: writeEnrolmentCode(secret, pinOf(ca)), until }
    }
    case 'create-practice':
      return { practice: await createPractice(pool, name) }
    case 'enrol':
      return { device, token: await enrolDevice(pool, practice, device) }
    case 'revoke':
      await revokeDevice(pool, practice, device)
      await keepRevocation(pool, revokedPlaces(cloud), practice, device)
      return null
    case 'compact':
      return keepNow(pool, cloud)
    case 'verify-log':
      return verifyLog(pool, practice)
    case 'audit:verify':
      return verifyAudit(pool, practice, readAuditKeys(join(cloud.folder, 'tls')))
    case 'audit:export':
      return writeAudit(pool, practice, await signing(cloud), given)
    case 'audit:events':
      return writeEvents(pool, practice, given)
    case 'audit:checkpoint': {
      const { print, checkpoints } = given
      return makeCheckpoint(pool, readAuditKeys(join(cloud.folder, 'tls')), {
        practice,
        ...(print && { print }),
        ...(checkpoints && { checkpoints }),
      })
    }
    case 'purge:list':
      return listPurge(pool, cloud, practice)
    case 'purge':
      return purge(pool, cloud, practice)
    case 'revocations':
      return writeRevocations(pool, practice, cloud, given.out ?? '')
    case 'restored':
  }
  const practices = new PostgresPractices(pool)
  const { epoch } = await practices.head(practice)
  return { epoch: await practices.newEpoch(practice, epoch) }
}
