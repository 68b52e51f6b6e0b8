/** `npm run cloud -- start` as a process of its own, on a PostgreSQL of its own, that drills start, kill and look into. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { makePool } from '../../src-cloud/postgres/pool.ts'
import { findPostmaster } from '../../src-cloud/postgres/postmaster.ts'
import { freePort } from './free-port.ts'
import { layCluster } from './made-cluster.ts'
import { programEnv, programFile } from './programs.ts'

const quiet = ['--disable-warning=ExperimentalWarning']

export class CloudProcess {
  readonly folder: string
  readonly port: number
  readonly #databasePort: number
  readonly #env: Readonly<Record<string, string>>
  #child: ChildProcess | null = null

  private constructor(
    folder: string,
    port: number,
    databasePort: number,
    env: Readonly<Record<string, string>>,
  ) {
    this.folder = folder
    this.port = port
    this.#databasePort = databasePort
    this.#env = env
  }

  /** Starts one in a folder of its own, and resolves when it answers. `env`: what it has beside what this process has. */
  static async in(folder: string, env: Readonly<Record<string, string>> = {}): Promise<CloudProcess> {
    // the user PostgreSQL runs as has to come by
    chmodSync(folder, 0o755)
    await layCluster(join(folder, 'postgres'))
    const cloud = new CloudProcess(folder, await freePort(), await freePort(), env)
    await cloud.start()
    return cloud
  }

  get up(): boolean {
    return this.#child !== null
  }

  /** PEM of its authority. */
  get ca(): string {
    return readFileSync(join(this.folder, 'tls/ca.pem'), 'utf8')
  }

  /** Tried again where it ends before it answers: the database under it may be killed meanwhile. */
  async start(): Promise<void> {
    for (let left = 20; !(await this.#started()); left -= 1)
      if (left === 0) throw new Error('the cloud did not start')
  }

  async #started(): Promise<boolean> {
    const ports = ['--port', String(this.port), '--database-port', String(this.#databasePort)]
    const program = await programFile('cloud')
    const child = spawn(process.execPath, [...quiet, program, 'start', '--folder', this.folder, ...ports], {
      env: { HOLDFAST_LOG: 'silent', ...process.env, ...programEnv, ...this.#env, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child.once('exit', () => {
      if (this.#child === child) this.#child = null
    })
    for await (const line of createInterface({ input: child.stdout }))
      if (line.includes('started')) {
        this.#child = child
        return true
      }
    return false
  }

  /** kill -9; its database lives on. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null) return
    child.kill('SIGKILL')
    if (child.signalCode === null) await once(child, 'exit')
  }

  /** kill -9 of PostgreSQL's first process. False where it does not run at the moment. */
  killDatabase(): boolean {
    const server = findPostmaster(join(this.folder, 'postgres/data'))
    if (!server) return false
    process.kill(server.pid, 'SIGKILL')
    return true
  }

  /** As an operator stops it: the database with it. */
  async stop(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }

  /** The owner of its tables. */
  get #url(): string {
    const password = readFileSync(join(this.folder, 'postgres/password'), 'utf8').trim()
    return `postgres://holdfast_owner:${password}@127.0.0.1:${this.#databasePort}/holdfast`
  }

  async owner<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client(this.#url)
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** As the cloud itself comes to it: to make practices and workstations. */
  async withPool<T>(work: (pool: ReturnType<typeof makePool>) => Promise<T>): Promise<T> {
    const pool = makePool({ url: this.#url, size: 2, broken: () => undefined })
    try {
      return await work(pool)
    } finally {
      await pool.end()
    }
  }
}
