/** The Fastify application without its routes: TLS, limits, what is logged, how failures are said. */
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { wireError } from '../../shared/kernel/errors.ts'
import { statusOf } from './failures.ts'
import { busy, retryAfter } from './admission.ts'
import type { Certificates } from './certificates.ts'
import type { Metrics } from './metrics.ts'

export type App = ReturnType<typeof makeApp>

export type AppParts = Readonly<{
  certificates: Certificates
  /** TLS 1.2 too, for a network whose devices need it. */
  allowTls12: boolean
  log: Logger
  metrics: Metrics
  /** How long is waited for a request; the usual where it is not said. */
  waits?: RequestWaits
}>

/** For all of its headers, for all of it, and how often that is looked at. */
export type RequestWaits = Readonly<{ headersMs: number; requestMs: number; lookMs: number }>
/** A piece of a document is 4 MiB, and a clinic's line upwards may carry no more than some hundred kilobits a second. */
const usualWaits: RequestWaits = { headersMs: 20_000, requestMs: 300_000, lookMs: 5_000 }
/** Bytes of all headers of a request. */
const headersLimit = 16 * 1024

/** Says that it was the cloud that answered, and not something on the way. */
export const cloudHeader = 'x-holdfast-cloud'
/** A greeting or a question; a push has its own limit. */
const bodyLimit = 64 * 1024

export function makeApp({ certificates, allowTls12, log, metrics, waits = usualWaits }: AppParts) {
  const app = Fastify({
    https: {
      key: certificates.key,
      // with its authority: a workstation that is being enrolled sees it here, and compares it with its code
      cert: `${certificates.cert}\n${certificates.ca}`,
      ca: certificates.ca,
      requestCert: true,
      // who comes to be enrolled has none yet; authenticate.ts asks for it everywhere else
      rejectUnauthorized: false,
      minVersion: allowTls12 ? 'TLSv1.2' : 'TLSv1.3',
      maxHeaderSize: headersLimit,
      headersTimeout: waits.headersMs,
      connectionsCheckingInterval: waits.lookMs,
    },
    // what a request carries is nobody’s log: the hook below names what may be
    logger: false,
    bodyLimit,
    requestTimeout: waits.requestMs,
    forceCloseConnections: 'idle',
    trustProxy: false,
    genReqId: () => randomUUID(),
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)

  app.decorateRequest('credential', null)

  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ [cloudHeader]: '1', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
    const { credential } = request
    log.info(
      {
        id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        ...(credential && { practice: credential.practice, device: credential.device }),
      },
      'answered',
    )
  })
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ ok: false, error: { code: 'NotFound', reason: 'route.unknown', params: {} } }),
  )
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error)
    if (status === 503) {
      metrics.turnedAway.inc()
      reply.header('retry-after', String(retryAfter()))
    }
    // a database's words may quote a row: its code and where it happened are enough
    if (status >= 500) log.error({ id: request.id, ...traceOf(error) }, 'failed')
    const said =
      status === 503
        ? busy().toWire()
        : status < 500 && !(error instanceof Error && error.name === 'AppError')
          ? { code: 'Invalid', reason: 'request.invalid', params: {} }
          : wireError(error)
    return reply.code(status).send({ ok: false, error: said })
  })
  return app
}

/** Name, code and place of an error, and nothing it says. */
export function traceOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error }
  const given = error as Error & { code?: unknown; constraint?: unknown; reason?: unknown }
  return {
    name: error.name,
    code: given.code,
    reason: given.reason,
    constraint: given.constraint,
    at: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6),
  }
}
