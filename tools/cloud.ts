/** `npm run cloud -- start | create-practice | enrol`: the practice's cloud from the command line (docs/cloud.md). */
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { AppError } from '../shared/kernel/errors.ts'
import { createPractice, enrolDevice, revokeDevice } from '../src-cloud/postgres/credentials.ts'
import { openDatabase, startCloud, type CloudOptions } from '../src-cloud/start-cloud.ts'
import { root } from './proc.ts'

const usage = `npm run cloud -- start            [--folder F] [--host 0.0.0.0] [--port 8443] [--names a,b] [--tls12]
npm run cloud -- create-practice  --name N [--folder F]
npm run cloud -- enrol            --practice ID [--device ID] [--folder F]
npm run cloud -- revoke           --practice ID --device ID [--folder F]
DATABASE_URL names a PostgreSQL server; without it one of our own runs in the folder.`

const options = {
  folder: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '8443' },
  'database-port': { type: 'string', default: '8444' },
  names: { type: 'string', default: 'localhost,127.0.0.1' },
  tls12: { type: 'boolean', default: false },
  name: { type: 'string' },
  practice: { type: 'string' },
  device: { type: 'string' },
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
  const folder = resolve(process.env['INIT_CWD'] ?? '.', values.folder ?? usual)
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const cloud: CloudOptions = {
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
    return command === 'start' ? await start(cloud) : await change(command, cloud, values)
  } catch (error) {
    const words = error instanceof AppError ? [error.reason, ...Object.values(error.params)].join(' ') : error
    console.error('cloud:', words instanceof Error ? words.message : words)
    return 1
  }
}

const commands = ['start', 'create-practice', 'enrol', 'revoke'] as const
type Command = (typeof commands)[number]

function read(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const command = commands.find((each) => each === positionals[0])
    return command && positionals.length === 1 ? { command, values } : null
  } catch {
    return null
  }
}

async function start(options: CloudOptions): Promise<number> {
  const cloud = await startCloud(options)
  console.log(JSON.stringify({ cloud: 'started', port: cloud.port, ca: join(options.folder, 'tls/ca.pem') }))
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await cloud.stop()
  return 0
}

type Values = Readonly<{ name?: string; practice?: string; device?: string }>

/** Works beside a running cloud too: it comes to the same database. */
async function change(
  command: Exclude<Command, 'start'>,
  cloud: CloudOptions,
  values: Values,
): Promise<number> {
  const { name, practice, device } = values
  const asked =
    command === 'create-practice' ? name : command === 'enrol' ? practice : practice !== undefined && device
  if (!asked) {
    console.error(usage)
    return 2
  }
  const { pool, embedded } = await openDatabase(cloud)
  try {
    if (command === 'create-practice')
      console.log(JSON.stringify({ practice: await createPractice(pool, name ?? '') }))
    else if (command === 'enrol') {
      const id = device ?? randomUUID()
      console.log(JSON.stringify({ device: id, token: await enrolDevice(pool, practice ?? '', id) }))
    } else await revokeDevice(pool, practice ?? '', device ?? '')
    return 0
  } finally {
    await pool.end()
    await embedded?.leave()
  }
}
