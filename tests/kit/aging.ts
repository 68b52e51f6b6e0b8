/** A practice whose log grows old: days go by as a test says. */
import { pino } from 'pino'
import { addDays } from '../../shared/kernel/time.ts'
import type { SegmentCut } from '../../src-cloud/postgres/close-log.ts'
import { makeLogWeeks } from '../../src-cloud/postgres/log-weeks.ts'
import { keepNow, type Cloud, type CloudOptions } from '../../src-cloud/start-cloud.ts'
import type { Kept } from '../../src-cloud/sync/log-keeper.ts'
import { makeOwner, newCloud, newStation, newTestPractice, settle, type TestPostgres } from './cloud.ts'

/** A Monday. */
const first = '2026-03-02'
/** Small, so that a few rows are many segments. */
export const smallCut: SegmentCut = { lines: 12, textBytes: 100_000 }

export async function agingCloud(postgres: TestPostgres, more: Partial<CloudOptions> = {}) {
  const database = await postgres.makeDatabase()
  let day = first
  const today = () => day
  const log = pino({ level: 'silent' })
  const keeping = { log, today, segmentCut: smallCut }
  const cloud: Cloud = await newCloud(postgres.url(database), postgres.folder, {
    today,
    segmentCut: smallCut,
    ...more,
  })
  return {
    database,
    cloud,
    today,
    /** So many days after the first. */
    onDay: async (n: number): Promise<void> => {
      day = addDays(first, n)
      await makeLogWeeks(cloud.pool, today)
    },
    /** What is done each day. */
    keep: (): Promise<Kept> => keepNow(cloud.pool, keeping),
    start: (options: Partial<CloudOptions> = {}) =>
      newCloud(postgres.url(database), postgres.folder, { today, ...options }),
  }
}

/** The same with a practice and the workstation of its owner. */
export async function agingPractice(postgres: TestPostgres) {
  const aging = await agingCloud(postgres)
  const practice = await newTestPractice(aging.cloud)
  const one = await newStation(aging.cloud, practice)
  makeOwner(one)
  await settle(one)
  return { ...aging, practice, one }
}
