/** Runs the feeds of a process, and counts what they do. */
import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { traceOf } from '../http/app.ts'
import type { Metrics } from '../http/metrics.ts'
import type { FeedConfig } from './feed-config.ts'
import { FeedRunner } from './feed-runner.ts'
import { targetOf } from './targets.ts'

export type FeedsParts = Readonly<{
  pool: Pool
  feeds: readonly FeedConfig[]
  metrics: Metrics
  log: Logger
  pollMs?: number
  longestWaitMs?: number
}>

/** Returns how to end them: after the batches under way. */
export function runFeeds({ pool, feeds, metrics, log, ...waits }: FeedsParts): () => Promise<void> {
  const runners = feeds.map((config) => {
    const { name: feed, practices } = config
    const runner: FeedRunner = new FeedRunner({
      pool,
      feed,
      practices: practices === '*' ? null : practices,
      target: targetOf(config),
      random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
      sent(entries, alarms) {
        metrics.feedSent.inc({ feed, what: 'entry' }, entries)
        metrics.feedSent.inc({ feed, what: 'alarm' }, alarms)
      },
      failed(error, failures) {
        metrics.feedFailures.inc({ feed })
        log.warn({ feed, failures, ...traceOf(error) }, 'a feed of the audit was not told')
      },
      ...waits,
    })
    metrics.feedLag.add(feed, () => runner.lag)
    runner.start()
    return runner
  })
  return async () => {
    await Promise.all(runners.map((runner) => runner.stop()))
  }
}
