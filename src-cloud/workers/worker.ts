/** One worker: answers requests until its supervisor says stop, or is gone. */
import type { Logger } from 'pino'
import { makePool, verifyRole } from '../postgres/pool.ts'
import { traceOf } from '../http/app.ts'
import { serve } from '../serve.ts'
import type { CloudOptions } from '../start-cloud.ts'
import { ToWorker, type FromWorker } from './protocol.ts'

const say = (message: FromWorker): void => void process.send?.(message)

/** Runs in a process that `superviseWorkers` has started. Resolves when it has finished all it had. */
export async function runWorker(options: CloudOptions): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    process.on('message', (raw) => ToWorker.safeParse(raw).data?.t === 'stop' && resolve())
    // where the supervisor dies, node:cluster ends its workers: a request that was cut off is simply sent again
    process.once('SIGTERM', () => resolve())
    // Ctrl+C reaches everybody in the terminal; the supervisor says when
    process.on('SIGINT', () => undefined)
  })
  const { worker, databaseUrl, connections } = await begun()
  const log: Logger = options.log.child({ worker })
  const pool = makePool({
    url: databaseUrl,
    size: connections,
    broken: (error) => log.warn(traceOf(error), 'a connection to the database broke'),
  })
  await verifyRole(pool)
  const waiting = new Map<number, (text: string) => void>()
  let requests = 0
  const serving = await serve({
    ...options,
    // one of them tells, and where it ends the one in its place does
    feeds: worker === 1 ? (options.feeds ?? []) : [],
    log,
    pool,
    connections,
    allMetrics: () =>
      new Promise((resolve) => {
        requests += 1
        waiting.set(requests, resolve)
        say({ t: 'ask-all', request: requests })
      }),
  })
  serving.metrics.registry.setDefaultLabels({ worker: String(worker) })
  process.on('message', (raw) => {
    const message = ToWorker.safeParse(raw).data
    if (message?.t === 'count')
      void serving.metrics.registry
        .getMetricsAsJSON()
        .then((metrics) => say({ t: 'counted', question: message.question, metrics }))
    if (message?.t === 'all-counted') {
      waiting.get(message.request)?.(message.text)
      waiting.delete(message.request)
    }
  })
  say({ t: 'serving', port: serving.port })
  await stopped
  await serving.stop()
  await pool.end()
  log.info('stopped')
  process.disconnect?.()
}

function begun(): Promise<Extract<ToWorker, { t: 'begin' }>> {
  return new Promise((resolve) => {
    const hear = (raw: unknown) => {
      const message = ToWorker.safeParse(raw).data
      if (message?.t !== 'begin') return
      process.off('message', hear)
      resolve(message)
    }
    process.on('message', hear)
  })
}
