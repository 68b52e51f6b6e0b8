/** What the cloud takes: ops of many practices at once, and transactions of one. */
import { allergies } from '../../shared/charting/allergy.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Push } from '../../shared/sync/wire.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import type { HttpTransport } from '../../src-main/sync/http-transport.ts'
import { allApplied, makePushes, type BenchCloud } from './sync-cloud.ts'
import type { BenchRow } from './sync-rows.ts'
import { p95 } from './stats.ts'

const opsAtOnce = 50

/** Ops of one allergy each. */
export function opsOf(count: number, makeId: () => string): BenchRow[][] {
  const row = {
    patientId: makeId(),
    substance: 'Penicillin G',
    codeSystem: null,
    code: null,
    kind: 'allergy',
    category: 'medication',
    criticality: 'high',
    clinicalStatus: 'active',
    verification: 'confirmed',
    reactions: [],
    onset: null,
    recordedAt: null,
    note: '',
  }
  return Array.from({ length: count }, () => [{ record: allergies, row: { ...row, id: makeId() } }])
}

type Pushed = Readonly<{ opsPerSecond: number; pushP95: number; turnedAway: number }>

/** `practices` practices, a workstation each that is connected, that send `opsEach` ops; ten of them at a time have a push under way. */
export async function pushMany(
  cloud: BenchCloud,
  practices: number,
  opsEach: number,
  makeId: () => string,
): Promise<Pushed> {
  const lines: { transport: HttpTransport; pushes: Push[] }[] = []
  for (let n = 0; n < practices; n += 1) {
    const { device, transport } = await cloud.enrol(await cloud.newPractice())
    // a workstation is connected before somebody works at it
    await transport.rows('user', null)
    lines.push({ transport, pushes: makePushes(device, opsOf(opsEach, makeId), opsAtOnce) })
  }
  const ms: number[] = []
  let turnedAway = 0
  const send = async ({ transport, pushes }: (typeof lines)[number]) => {
    for (const push of pushes) turnedAway += await sendOne(transport, push, ms)
  }
  const start = performance.now()
  const waiting = [...lines]
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let line = waiting.shift(); line; line = waiting.shift()) await send(line)
    }),
  )
  const seconds = (performance.now() - start) / 1000
  for (const { transport } of lines) transport.close()
  return { opsPerSecond: (practices * opsEach) / seconds, pushP95: p95(ms), turnedAway }
}

/** Four workstations of one practice that send one op at a time. Transactions a second. */
export async function pushOne(cloud: BenchCloud, opsEach: number, makeId: () => string): Promise<Pushed> {
  const practice = await cloud.newPractice()
  const lines = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { device, transport } = await cloud.enrol(practice)
      return { transport, pushes: makePushes(device, opsOf(opsEach, makeId), 1) }
    }),
  )
  // who writes must be there: each of them makes the same author, and the first is enough
  for (const { transport, pushes } of lines) await transport.push(pushes.shift() as Push)
  const ms: number[] = []
  const start = performance.now()
  const turned = await Promise.all(
    lines.map(async ({ transport, pushes }) => {
      let turnedAway = 0
      for (const push of pushes) turnedAway += await sendOne(transport, push, ms)
      return turnedAway
    }),
  )
  const seconds = (performance.now() - start) / 1000
  for (const { transport } of lines) transport.close()
  return {
    opsPerSecond: (4 * opsEach) / seconds,
    pushP95: p95(ms),
    turnedAway: turned.reduce((sum, n) => sum + n, 0),
  }
}

/** Until it is taken; how often the cloud was busy. */
export async function sendOne(transport: HttpTransport, push: Push, ms: number[]): Promise<number> {
  for (let turnedAway = 0; ; turnedAway += 1) {
    const start = performance.now()
    try {
      const reply = await transport.push(push)
      must('results' in reply && allApplied(reply), 'bench.push')
      ms.push(performance.now() - start)
      return turnedAway
    } catch (error) {
      if (!(error instanceof Unreachable) || error.why !== 'busy') throw error
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? 1000))
    }
  }
}
