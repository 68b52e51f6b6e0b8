/** What sync takes: a new workstation, the pages of every day, and what the cloud can be sent. */
import { randomFillSync } from 'node:crypto'
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeNewId } from '../../shared/kernel/ids.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { realClock } from '../kit/workstation.ts'
import type { Bench } from './areas.ts'
import type { Figure } from './figure.ts'
import { copyBesidePeer } from './peer-copy.ts'
import { scratchFolder, removeScratch } from './scratch.ts'
import { inRounds, median, p95 } from './stats.ts'
import { fileOf, openEncrypted, storeKey } from './store-file.ts'
import { applyOnce } from './sync-apply.ts'
import { fillPractice, startBenchCloud, type BenchCloud } from './sync-cloud.ts'
import { hydrateOnce, rawInserts } from './sync-hydrate.ts'
import { pushMany, pushOne } from './sync-push.ts'
import { storm } from './sync-storm.ts'
import { rowsOf, type BenchRow } from './sync-rows.ts'
import { shownAfter } from './sync-shown.ts'

const newId = makeNewId(realClock, (bytes) => randomFillSync(bytes))

export async function* measure(bench: Bench): AsyncGenerator<Figure> {
  const { practice, quick, folder, say } = bench
  const store = openEncrypted(fileOf(practice), await storeKey(practice))
  const rows = rowsOf(store, quick ? 20_000 : 100_000)
  store.close()
  // PostgreSQL runs as another user, who cannot come by a folder of ours
  const place = scratchFolder(existsSync('/var/tmp') ? '/var/tmp' : folder, 'holdfast-bench-cloud')
  chmodSync(place, 0o755)
  const cloud = await startBenchCloud(join(place, 'cloud'))
  try {
    const filled = await cloud.newPractice()
    say(`${rows.length} rows are written to a cloud`)
    await fillPractice(cloud.pool, filled, rows)
    yield* hydrating(bench, cloud, filled, rows)
    yield* applying(bench, cloud, filled, rows)
    yield* pushing(bench, cloud)
    yield* storming(bench, cloud)
    yield* showing(bench, cloud)
  } finally {
    await cloud.stop()
    removeScratch(place)
  }
}

async function* hydrating(
  { folder, rounds }: Bench,
  cloud: BenchCloud,
  practice: string,
  rows: readonly BenchRow[],
): AsyncGenerator<Figure> {
  const building = await buildSeconds(cloud, practice)
  const measured = await inRounds(
    async () => ({
      ...(await hydrateOnce(cloud, practice, folder)),
      raw: rawInserts(rows, folder),
    }),
    ({ seconds }) => seconds,
    rounds,
  )
  for (const name of ['hydrated', 'raw'])
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `${name}.db${suffix}`), { force: true })
  const rates = measured.map((round) => round.rows / round.seconds)
  const originals = rows.filter(({ record }) => record.type === 'original').length
  const note = `${rows.length} rows, of which ${originals} are resources as they came; median of ${measured.length} rounds`
  const figure = (name: string, value: number, unit: string, bar: Figure['bar'], more: string): Figure => ({
    name: `sync.hydrate.${name}`,
    value,
    unit,
    bar,
    note: more,
  })
  yield figure(
    'rate',
    median(rates),
    'rows/s',
    { atLeast: 20_000 },
    `${note}; TLS, PostgreSQL, SQLCipher on one machine`,
  )
  yield figure(
    'of-raw',
    median(measured.map((round, index) => (rates[index] ?? 0) / round.raw)),
    'share',
    null,
    `of ${Math.round(median(measured.map(({ raw }) => raw)))} rows/s that the same rows are inserted at and nothing else, in the same round`,
  )
  const core = median(measured.map(({ coreSeconds }) => coreSeconds))
  yield figure('to-core', core, 's', { atMost: 10 }, 'until everybody can be found')
  const all = median(measured.map(({ seconds }) => seconds))
  yield figure(
    'to-all',
    (all * 100_000) / rows.length,
    's',
    { atMost: 60 },
    `for 100,000 rows; measured ${all.toFixed(1)} s`,
  )
  yield* copyBesidePeer(rows, median(rates), folder)
  yield figure(
    'build',
    rows.length / building,
    'rows/s',
    null,
    'the cloud makes the snapshot, once for all who come',
  )
}

/** Until the cloud has a snapshot. */
async function buildSeconds(cloud: BenchCloud, practice: string): Promise<number> {
  const { transport } = await cloud.enrol(practice)
  const start = performance.now()
  for (;;)
    try {
      await transport.hydrate()
      transport.close()
      return (performance.now() - start) / 1000
    } catch (error) {
      if (!(error instanceof Unreachable) || error.why !== 'busy') throw error
    }
}

async function* applying(
  { folder, rounds }: Bench,
  cloud: BenchCloud,
  practice: string,
  rows: readonly BenchRow[],
): AsyncGenerator<Figure> {
  const measured = await inRounds(
    () => applyOnce(cloud, practice, folder, rows.length),
    ({ rowsPerSecond }) => rowsPerSecond,
    rounds,
  )
  const note = `ops of four rows, pages of 1000 lines over TLS, with searches meanwhile; median of ${measured.length} rounds`
  yield {
    name: 'sync.apply.rate',
    value: median(measured.map(({ rowsPerSecond }) => rowsPerSecond)),
    unit: 'rows/s',
    bar: { atLeast: 8000 },
    note,
  }
  yield {
    name: 'sync.apply.search-meanwhile.p95',
    value: median(measured.map(({ meanwhileP95 }) => meanwhileP95)),
    unit: 'ms',
    bar: null,
    note: `one search every 40 ms, ${measured[0]?.searches} of them, waiting for the thread included`,
  }
  yield {
    name: 'sync.apply.search-meanwhile.times',
    value: median(measured.map(({ idleP95, meanwhileP95 }) => meanwhileP95 / idleP95)),
    unit: 'times',
    bar: { atMost: 2 },
    note: `of ${median(measured.map(({ idleP95 }) => idleP95)).toFixed(1)} ms, the p95 when nothing is read`,
  }
}

async function* pushing({ quick, rounds }: Bench, cloud: BenchCloud): AsyncGenerator<Figure> {
  const [practices, opsEach] = quick ? [20, 100] : [200, 100]
  const many = await inRounds(
    () => pushMany(cloud, practices, opsEach, newId),
    ({ opsPerSecond }) => opsPerSecond,
    rounds,
  )
  yield {
    name: 'sync.push.many-practices',
    value: median(many.map(({ opsPerSecond }) => opsPerSecond)),
    unit: 'ops/s',
    bar: { atLeast: 5000 },
    note: `${practices} practices of ${opsEach} ops, 50 a push, ten at a time; p95 of a push ${median(many.map(({ pushP95 }) => pushP95)).toFixed(0)} ms, ${many[0]?.turnedAway} asked to come again`,
  }
  const one = await inRounds(
    () => pushOne(cloud, quick ? 50 : 250, newId),
    ({ opsPerSecond }) => opsPerSecond,
    rounds,
  )
  yield {
    name: 'sync.push.one-practice',
    value: median(one.map(({ opsPerSecond }) => opsPerSecond)),
    unit: 'transactions/s',
    bar: { atLeast: 150 },
    note: `four workstations, one op a push; p95 of a push ${median(one.map(({ pushP95 }) => pushP95)).toFixed(0)} ms`,
  }
}

async function* storming({ quick, say }: Bench, cloud: BenchCloud): AsyncGenerator<Figure> {
  const size = quick
    ? { stations: 50, practices: 5, opsEach: 100 }
    : { stations: 500, practices: 50, opsEach: 500 }
  say(`${size.stations} workstations come back with ${size.opsEach} ops each`)
  const found = await storm(cloud, size, newId)
  const figure = (
    name: string,
    value: number | null,
    unit: string,
    bar: Figure['bar'],
    note: string,
  ): Figure => ({
    name: `sync.storm.${name}`,
    value,
    unit,
    bar,
    note,
  })
  yield figure(
    'drained',
    found.seconds,
    's',
    null,
    `${size.stations} workstations of ${size.practices} practices, ${size.opsEach} ops each, all at once: ${Math.round(found.ops / found.seconds)} ops/s`,
  )
  yield figure(
    'failed',
    found.failed,
    'answers',
    { atMost: 0 },
    `of 500 and above that were not 503, as the cloud counts them; ${found.turnedAway} were asked to come again`,
  )
  yield figure(
    'push-meanwhile.p99',
    found.meanwhileP99,
    'ms',
    { atMost: 2000 },
    `${found.meanwhile} single ops of people who work on in the same practices, being turned away included; p95 ${found.meanwhileP95.toFixed(0)} ms`,
  )
  yield figure(
    'memory',
    found.memory,
    'MiB PSS',
    null,
    `the most the cloud's process took, its database not counted; ${found.memoryBefore?.toFixed(0) ?? '?'} before`,
  )
}

async function* showing({ quick, folder }: Bench, cloud: BenchCloud): AsyncGenerator<Figure> {
  const times = await shownAfter(cloud, folder, quick ? 20 : 100)
  const figure = (name: string, value: number, bar: Figure['bar']): Figure => ({
    name: `sync.shown.${name}`,
    value,
    unit: 'ms',
    bar,
    note: `${times.length} edits at one workstation, each until the other can answer with it`,
  })
  yield figure('p95', p95(times), { atMost: 1500 })
  yield figure('median', median(times), null)
}
