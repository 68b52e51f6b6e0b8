/** After an outage: every workstation comes back at once with what has piled up, while others go on working. */
import type { Push } from '../../shared/sync/wire.ts'
import { HttpsLink } from '../../src-main/sync/https-link.ts'
import type { HttpTransport } from '../../src-main/sync/http-transport.ts'
import { familyOf } from '../kit/processes.ts'
import { sizeOf } from './memory.ts'
import { makePushes, type BenchCloud } from './sync-cloud.ts'
import { opsOf, sendOne } from './sync-push.ts'
import { p95, p99 } from './stats.ts'

/** As many as a workstation sends at once when it has more (`pushOps`). */
const opsAtOnce = 64
/** People who go on working, each in a practice where others come back. */
const working = 10
const thinkMs = 250

export type Storm = Readonly<{
  ops: number
  seconds: number
  /** Of a single op of somebody who works meanwhile, being turned away and coming again included. */
  meanwhileP99: number
  meanwhileP95: number
  meanwhile: number
  /** Requests asked to come again. */
  turnedAway: number
  /** Answers of 500 and above that were not that. */
  failed: number
  /** The largest the cloud's own processes were, MiB; null where it cannot be read. */
  memory: number | null
  memoryBefore: number | null
}>

type Line = Readonly<{ transport: HttpTransport; pushes: Push[] }>

/** `stations` workstations over `practices` practices, with `opsEach` ops each. */
export async function storm(
  cloud: BenchCloud,
  { stations, practices, opsEach }: Readonly<{ stations: number; practices: number; opsEach: number }>,
  makeId: () => string,
): Promise<Storm> {
  const places = await Promise.all(Array.from({ length: practices }, () => cloud.newPractice()))
  const line = async (practice: string, ops: number, at: number): Promise<Line> => {
    const { device, transport } = await cloud.enrol(practice)
    return { transport, pushes: makePushes(device, opsOf(ops, makeId), at) }
  }
  const lines: Line[] = []
  for (let n = 0; n < stations; n += 1)
    lines.push(await line(places[n % practices] ?? '', opsEach, opsAtOnce))
  const people = await Promise.all(places.slice(0, working).map((practice) => line(practice, 4 * opsEach, 1)))
  // who writes must be there; the first op of each makes its author
  for (const { transport, pushes } of people) await sendOne(transport, pushes.shift() as Push, [])
  const failedBefore = await failuresOf(cloud)
  const memoryBefore = memoryOf(cloud.pid)
  let most = memoryBefore
  const watching = setInterval(() => (most = larger(most, memoryOf(cloud.pid))), 250)
  let over = false
  const meanwhile: number[] = []
  const drained = async ({ transport, pushes }: Line): Promise<number> => {
    let turnedAway = 0
    for (const push of pushes) turnedAway += await sendOne(transport, push, [])
    return turnedAway
  }
  const work = async ({ transport, pushes }: Line): Promise<number> => {
    let turnedAway = 0
    for (const push of pushes) {
      if (over) break
      const start = performance.now()
      turnedAway += await sendOne(transport, push, [])
      meanwhile.push(performance.now() - start)
      await new Promise((resolve) => setTimeout(resolve, thinkMs))
    }
    return turnedAway
  }
  const start = performance.now()
  const busy = people.map(work)
  const turnedAway = await Promise.all(lines.map(drained))
  const seconds = (performance.now() - start) / 1000
  over = true
  turnedAway.push(...(await Promise.all(busy)))
  clearInterval(watching)
  const failed = (await failuresOf(cloud)) - failedBefore
  for (const { transport } of [...lines, ...people]) transport.close()
  return {
    ops: stations * opsEach,
    seconds,
    meanwhileP99: p99(meanwhile),
    meanwhileP95: p95(meanwhile),
    meanwhile: meanwhile.length,
    turnedAway: turnedAway.reduce((sum, n) => sum + n, 0),
    failed,
    memory: most,
    memoryBefore,
  }
}

/** What the cloud itself counts as answered with 500 and above, "come again" left out. */
async function failuresOf({ port, ca }: BenchCloud): Promise<number> {
  const link = new HttpsLink({ host: '127.0.0.1', port, ca: [ca], token: '', certificate: null })
  const { bytes } = await link.ask({ method: 'GET', path: '/metrics', answers: new Set([200]) })
  link.close()
  const counted = bytes.toString().matchAll(/^holdfast_http_seconds_count\{.*status="(\d+)".*\} (\d+)$/gm)
  return [...counted].reduce(
    (sum, [, status, count]) => (Number(status) >= 500 && status !== '503' ? sum + Number(count) : sum),
    0,
  )
}

const larger = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b))

/** MiB of its own of the cloud's processes, its database not among them. */
function memoryOf(pid: number): number | null {
  if (process.platform !== 'linux') return null
  const sizes = familyOf(pid).flatMap(({ pid: each }) => sizeOf(each) ?? [])
  return sizes.reduce((sum, { pss }) => sum + pss, 0) / 1024
}
