/** For those who run the cloud: is it up, is it ready, what does it count. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { App } from './app.ts'
import { metricsType } from './metrics.ts'

export type OperationsParts = Readonly<{
  /** Throws what keeps the cloud from working. */
  ready(): Promise<void>
  /** What Prometheus reads. */
  metrics(): Promise<string>
}>

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

export function addOperationsRoutes(app: App, { ready, metrics }: OperationsParts): void {
  app.get('/healthz', () => ({ ok: true }))
  app.get('/readyz', async () => {
    await ready()
    return { ok: true }
  })
  // nothing of a patient is in it, and still it is not for everybody
  app.get('/metrics', async (request, reply) => {
    if (!loopback.has(request.ip)) throw new AppError('NotFound', 'route.unknown')
    return reply.type(metricsType).send(await metrics())
  })
}
