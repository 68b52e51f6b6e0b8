/** A cloud on a real PostgreSQL, and workstations on real encrypted stores that reach it over TLS. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { Client } from 'pg'
import { pino } from 'pino'
import { patients } from '../../shared/patients/patient.ts'
import { records } from '../../shared/catalog.ts'
import { users } from '../../shared/access/user.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { createPractice, enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { findBinaries, startEmbedded, type Embedded } from '../../src-cloud/postgres/embedded.ts'
import { startCloud, type Cloud, type CloudOptions } from '../../src-cloud/start-cloud.ts'
import { chainStart, nextLink } from '../../shared/sync/log-chain.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import { SyncEngine, type EngineParts } from '../../src-main/sync/engine.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import type { Transport } from '../../src-main/sync/transport.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { layCluster, madeDatabase } from '../../tools/kit/made-cluster.ts'
import { settleDesks } from '../../tools/kit/settle-desks.ts'
import { root } from '../../tools/proc.ts'
import { makeFolder, removeFolder } from './practice.ts'
import { rowFor } from './rows.ts'
import { anActor, command, newStore, type TestStore } from './store.ts'

/** Why there can be no PostgreSQL on this machine, or null. */
export async function postgresMissing(): Promise<string | null> {
  try {
    await findBinaries()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown'
  }
}

export const skipWithout = await postgresMissing()
if (skipWithout !== null) console.log(`skipped: tests of the cloud (${skipWithout})`)

/** A folder that the user PostgreSQL runs as can come by. In memory: nothing here is about the disk. */
function openFolder(): string {
  const folder = makeFolder(true)
  chmodSync(folder, 0o755)
  return folder
}

/** The same for one test, removed with it. */
export function cloudFolder(): string {
  const folder = openFolder()
  onTestFinished(() => removeFolder(folder))
  return folder
}

/** One PostgreSQL for a file of tests, a database for each that asks. */
export class TestPostgres {
  readonly folder = openFolder()
  #server: Embedded | null = null

  async start(): Promise<void> {
    const folder = join(this.folder, 'postgres')
    await layCluster(folder)
    this.#server = await startEmbedded({
      folder,
      port: await freePort(),
      log: () => undefined,
    })
  }

  /** The owner's URL of a database. */
  url(name: string): string {
    return (this.#server?.url ?? '').replace(/\/[^/]*$/, `/${name}`)
  }

  async owner<T>(name: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client(this.url(name))
    client.on('error', () => undefined)
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  /** As the migrations leave it; or a copy of another, which nobody has open: `template0` is empty. */
  async makeDatabase(template = madeDatabase): Promise<string> {
    const name = `t_${randomUUID().replaceAll('-', '')}`
    await this.owner('postgres', (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`))
    return name
  }

  async dropDatabase(name: string): Promise<void> {
    await this.owner('postgres', (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  }

  async stop(): Promise<void> {
    await this.#server?.stop()
    removeFolder(this.folder)
  }
}

export function usePostgres(): TestPostgres {
  const postgres = new TestPostgres()
  // where there can be none, the tests that need it are skipped
  if (skipWithout !== null) return postgres
  beforeAll(() => postgres.start())
  afterAll(() => postgres.stop())
  return postgres
}

export const optionsFor = (databaseUrl: string | null, folder: string): CloudOptions => ({
  folder,
  databaseUrl,
  databasePort: 0,
  migrations: join(root, 'migrations/cloud'),
  host: '127.0.0.1',
  port: 0,
  names: ['localhost', '127.0.0.1'],
  allowTls12: false,
  // what is not about it does not wait
  wipeWaitMs: 0,
  log: pino({ level: process.env['HOLDFAST_LOG'] ?? 'silent' }),
})

/** Stops when the test has finished; may be stopped before. */
export async function newCloud(
  databaseUrl: string | null,
  folder: string,
  more: Partial<CloudOptions> = {},
): Promise<Cloud> {
  const cloud = await startCloud({ ...optionsFor(databaseUrl, folder), ...more })
  onTestFinished(() => cloud.stop())
  return cloud
}

export type Station = Readonly<{
  store: TestStore
  device: string
  engine: SyncEngine
  transport: Transport
  token: string
}>

export type Place = Pick<Cloud, 'port' | 'ca' | 'pool'>

/** A new workstation, enrolled and empty. */
export async function newStation(
  cloud: Place,
  practice: string,
  options: Readonly<{ around?: (transport: Transport) => Transport; parts?: Partial<EngineParts> }> = {},
): Promise<Station> {
  const [store, device] = [newStore(), randomUUID()]
  const token = await enrolDevice(cloud.pool, practice, device)
  return stationOn(store, device, token, cloud, options.around, options.parts)
}

export function stationOn(
  store: TestStore,
  device: string,
  token: string,
  { port, ca }: Pick<Cloud, 'port' | 'ca'>,
  around: (transport: Transport) => Transport = (transport) => transport,
  parts: Partial<EngineParts> = {},
): Station {
  const http = new HttpTransport(
    { host: '127.0.0.1', port, ca: [ca], token, certificate: null },
    { timeoutMs: 30_000 },
    store.known.schema,
  )
  onTestFinished(() => http.close())
  const transport = around(http)
  const engine = new SyncEngine({
    store,
    transport,
    device,
    appVersion: '0.1.0',
    now: () => new Date().toISOString(),
    changed: () => undefined,
    ...parts,
  })
  return { store, device, engine, transport, token }
}

export const newTestPractice = (cloud: Pick<Cloud, 'pool'>): Promise<string> =>
  createPractice(cloud.pool, 'Harbor Street Family Medicine')

/** Steps until nothing is left to do, greeting again where the cloud was away. Fails where that never comes. */
export const settle = (...stations: readonly Station[]): Promise<void> => settleDesks(stations)

/** Somebody who may do everything, for as long as anybody. */
export const ownerRights: Pick<
  RowOf<typeof users>,
  'active' | 'roles' | 'levels' | 'exceptions' | 'endsOn'
> = {
  active: true,
  roles: ['physician', 'administrator', 'auditor'],
  levels: [],
  exceptions: [],
  endsOn: null,
}

/** The first op of a practice: its author. */
export function makeOwner({ store }: Pick<Station, 'store'>): void {
  command(store, (tx) =>
    tx.put(users, {
      ...(rowFor(users, 1) as RowOf<typeof users>),
      ...ownerRights,
      id: anActor.id,
    }),
  )
}

/** What is wrong with a practice's log and results, as the owner of the tables reads them. */
export async function faultsOf(client: Client, practice: string): Promise<string[]> {
  const { rows } = await client.query<{ seq: number; line: string; h: string }>(
    'SELECT seq::int AS seq, line, h FROM change_log WHERE practice_id = $1 ORDER BY seq, logged_on',
    [practice],
  )
  const faults: string[] = []
  let h = chainStart
  rows.forEach(({ seq, line, h: said }, index) => {
    h = nextLink(sha256, h, sha256(line))
    if (seq !== index + 1) faults.push(`line ${index + 1} has number ${seq}`)
    if (h !== said) faults.push(`line ${seq} does not hash`)
  })
  const { rows: heads } = await client.query<{ seq: number; h: string }>(
    'SELECT seq::int AS seq, h FROM practice_head WHERE practice_id = $1',
    [practice],
  )
  if (heads[0]?.seq !== rows.length || heads[0]?.h !== h) faults.push('the head is not the last line')
  const { rows: ends } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM op_result r WHERE practice_id = $1 AND NOT EXISTS (
       SELECT FROM change_log l WHERE l.practice_id = $1 AND l.type = 'op' AND l.op_id = r.op_id)`,
    [practice],
  )
  if (ends[0]?.n !== 0) faults.push('results without a line')
  return faults
}

let counter = 1
export function registerOne({ store }: Pick<Station, 'store'>, family = `Family ${(counter += 1)}`): string {
  const row = { ...(rowFor(patients, 2) as RowOf<typeof patients>), family, active: true }
  command(store, (tx) => tx.put(patients, row))
  return row.id
}

/** Every row that travels, with its version, by table. */
export function contentsOf({ store }: Pick<Station, 'store'>): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.values(records).map((record) => [
      record.table,
      (store.db.prepare(`SELECT id FROM ${record.table} ORDER BY id`).pluck().all() as string[]).map((id) =>
        store.writers.of(record).read(id),
      ),
    ]),
  )
}

export const waitingIn = ({ store }: Pick<Station, 'store'>): number =>
  store.db.prepare('SELECT count(*) FROM outbox').pluck().get() as number

/** A server that is not the cloud, with a certificate of its own or the one given. */
export async function somebodyElse(
  tls: Readonly<{ key: string; cert: string; maxVersion?: 'TLSv1.2' }>,
  answer: Parameters<typeof createServer>[1],
): Promise<number> {
  const server = createServer(tls, answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
