/** What the cloud counts. Labels are routes, classes and outcomes: no practice, no workstation, no person. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE

export type Metrics = ReturnType<typeof makeMetrics>

type Lag = Readonly<{ entries: number; seconds: number; alarms: number }>

/** How far each feed of the audit is behind, as it was looked last. */
function feedLag(registers: Registry[]) {
  const feeds = new Map<string, () => Lag>()
  const of = (name: string, help: string, read: (lag: Lag) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ['feed'],
      registers,
      collect() {
        for (const [feed, lag] of feeds) this.set({ feed }, read(lag()))
      },
    })
  of(
    'holdfast_feed_lag_entries',
    'Entries that wait for a feed, of the practice where most do',
    (lag) => lag.entries,
  )
  of('holdfast_feed_lag_seconds', 'For how long the first entry waits for a feed', (lag) => lag.seconds)
  of('holdfast_feed_lag_alarms', 'Alarms that wait for a feed', (lag) => lag.alarms)
  return { add: (feed: string, lag: () => Lag) => void feeds.set(feed, lag) }
}

export function makeMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'holdfast_http_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    ops: new Counter({
      name: 'holdfast_ops_total',
      help: 'Ops decided, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    blobBytes: new Counter({
      name: 'holdfast_blob_bytes_total',
      help: 'Bytes of documents, in and out',
      labelNames: ['way'],
      registers,
    }),
    turnedAway: new Counter({
      name: 'holdfast_turned_away_total',
      help: 'Requests asked to come again',
      registers,
    }),
    /** An alarm: a practice's history is not what its workstations have read. */
    epochs: new Counter({
      name: 'holdfast_epochs_total',
      help: 'New epochs because of a history that differs: a restore nobody announced',
      registers,
    }),
    /** Alarms: a log that was copied, set back, forged or is silent. */
    auditAlarms: new Counter({
      name: 'holdfast_audit_alarms_total',
      help: 'Alarms about the audit logs of workstations, by kind',
      labelNames: ['kind'],
      registers,
    }),
    feedSent: new Counter({
      name: 'holdfast_feed_sent_total',
      help: 'What feeds of the audit were told, by feed: entries and alarms',
      labelNames: ['feed', 'what'],
      registers,
    }),
    feedFailures: new Counter({
      name: 'holdfast_feed_failures_total',
      help: 'Times a feed could not be told: its receiver is away, or not the one it must be',
      labelNames: ['feed'],
      registers,
    }),
    feedLag: feedLag(registers),
    gauge: (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      }),
  }
}
