/** A cloud to measure: PostgreSQL and the cloud in processes of their own, as they are wherever there is one. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Pool } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import type { Push, PushReply } from '../../shared/sync/wire.ts'
import { executePush } from '../../src-cloud/executor/execute-push.ts'
import { createPractice, enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import { startEmbedded } from '../../src-cloud/postgres/embedded.ts'
import { makePool } from '../../src-cloud/postgres/pool.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import { executingFor } from '../../src-cloud/sync/executing.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import { HttpTransport } from '../../src-main/sync/http-transport.ts'
import { freePort } from '../kit/free-port.ts'
import { root } from '../proc.ts'
import type { BenchRow } from './sync-rows.ts'

export type BenchCloud = Readonly<{
  pool: Pool
  pid: number
  port: number
  /** PEM. */
  ca: string
  newPractice(): Promise<string>
  /** A workstation's way to it; the transport is to be closed. */
  enrol(practice: string): Promise<Readonly<{ device: string; transport: HttpTransport }>>
  stop(): Promise<void>
}>

/** `folder` is made; the user PostgreSQL runs as must be able to come by. */
export async function startBenchCloud(folder: string): Promise<BenchCloud> {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
  const postgres = await startEmbedded({
    folder: join(folder, 'postgres'),
    port: await freePort(),
    log: () => undefined,
  })
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [join(root, 'tools/run.ts'), 'cloud', 'start', '--folder', folder, '--port', String(port)],
    {
      env: { ...process.env, HOLDFAST_LOG: 'error', DATABASE_URL: postgres.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('started')) break
  must(child.exitCode === null && child.pid !== undefined, 'bench.cloud')
  const pool = makePool({ url: postgres.url, size: 4, broken: () => undefined })
  const ca = readFileSync(join(folder, 'tls/ca.pem'), 'utf8')
  return {
    pool,
    pid: child.pid,
    port,
    ca,
    newPractice: () => createPractice(pool, 'Bench'),
    async enrol(practice) {
      const device = randomUUID()
      const token = await enrolDevice(pool, practice, device)
      const place = { host: '127.0.0.1', port, ca: [ca], token, certificate: null }
      return { device, transport: new HttpTransport(place) }
    },
    async stop() {
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
      await pool.end()
      await postgres.stop()
    },
  }
}

const actor = '0190f3c4-6c1e-7e0a-9a53-0000000be9c4'
const at = '2026-06-01T09:00:00.000Z'
const owner = {
  username: 'bench',
  displayName: 'Bench',
  roles: ['physician', 'administrator'],
  active: true,
  createdAt: at,
}

type Change = Readonly<{ type: string; id: string; set: Record<string, unknown> }>

/** Ops of one workstation that has just begun, numbered on; the first makes their author. */
export function makePushes(
  device: string,
  rowsByOp: readonly (readonly BenchRow[])[],
  opsAtOnce: number,
): Push[] {
  const sent = [
    [{ type: 'user', id: actor, set: owner }],
    ...rowsByOp.map((rows) =>
      rows.map(({ record, row: { id, ...set } }): Change => ({ type: record.type, id, set })),
    ),
  ].map((changes, index) => {
    const text = JSON.stringify({
      op: randomUUID(),
      kind: 'bench.write@1',
      actor,
      at,
      hlc: '',
      deps: [],
      changes: changes.map((change) => ({ ...change, baseVersion: 0, base: {}, gone: false })),
    })
    return { dseq: index + 1, text, sha: sha256(text) }
  })
  const pushes: Push[] = []
  for (let from = 0; from < sent.length; from += opsAtOnce)
    pushes.push({ device, incarnation: 1, cursor: null, asOf: null, ops: sent.slice(from, from + opsAtOnce) })
  return pushes
}

export const allApplied = ({ results }: PushReply): boolean =>
  results.every((result) => result.kind === 'decided' && result.status === 'applied')

/** What somebody writes at once, as who registers a patient with an allergy and an insurance does. */
const rowsAnOp = 4

/** Writes rows as ops of some rows each, past the network: filling is not what is measured. */
export async function fillPractice(pool: Pool, practice: string, rows: readonly BenchRow[]): Promise<void> {
  const practices = new PostgresPractices(pool)
  const ops: BenchRow[][] = []
  for (let from = 0; from < rows.length; from += rowsAnOp) ops.push(rows.slice(from, from + rowsAnOp))
  for (const push of makePushes(randomUUID(), ops, 64)) {
    const reply = await practices.transaction(practice, (tx) => executePush(tx, push, executingFor(0)))
    must(allApplied(reply), 'bench.fill')
  }
}
