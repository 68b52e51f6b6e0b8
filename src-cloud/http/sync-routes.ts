/** The routes of docs/sync.md, "On the wire". */
import type { Pool } from 'pg'
import { z } from 'zod'
import { AppError, must } from '../../shared/kernel/errors.ts'
import {
  Hello,
  HelloReply,
  PullRefusal,
  Push,
  PushReply,
  RowsPage,
  cursorText,
  pullRows,
  readCursor,
} from '../../shared/sync/wire.ts'
import { fewNumbers } from '../../shared/sync/enrol.ts'
import { noteGreeting, type Credential } from '../postgres/credentials.ts'
import { moreNumbers } from '../postgres/number-blocks.ts'
import { executingFor } from '../sync/executing.ts'
import { pushSafely } from '../sync/push-safely.ts'
import type { Admission, PracticeQueue } from './admission.ts'
import { refusalStatus, schemaOf, type AnswersOf } from './answers.ts'
import { traceOf, type App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'
import type { HeadWatch } from './head-watch.ts'
import { isPassing } from './failures.ts'
import type { Metrics } from './metrics.ts'
import type { Logger } from 'pino'

export type SyncParts = Readonly<{
  pool: Pool
  answersOf: AnswersOf
  authenticate: Authenticate
  admission: Admission
  queue: PracticeQueue
  watch: HeadWatch
  metrics: Metrics
  log: Logger
}>

/** One op is sent however large it is; JSON in JSON doubles its quotes. */
const pushBodyBytes = 64 * 1024 * 1024
/** More ops than somebody does between two pushes of a workstation that is connected: they have piled up. */
const atOnceOfAPerson = 8
const keepAliveMs = 25_000

const refusals = { 409: PullRefusal, 410: PullRefusal, 426: PullRefusal }

const PullQuery = z.strictObject({
  cursor: z.string().max(120),
  /** The highest point a snapshot or chart was taken at, where that is beyond the cursor. */
  asOf: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(pullRows).default(pullRows),
})

const RowsParams = z.strictObject({ type: z.string().max(60) })
const RowsQuery = z.strictObject({ after: z.string().max(80).optional() })

export function addSyncRoutes(app: App, parts: SyncParts): void {
  const { answersOf, admission, queue, metrics, log } = parts
  const known = asksWho(parts.authenticate)
  app.post(
    '/v1/sync/hello',
    { ...known, schema: { body: Hello, response: { 200: HelloReply, ...refusals } } },
    async ({ body, credential }, answer) => {
      const who = ownDevice(credential, body.device)
      const reply = await queue.run(who.practice, 'push', () =>
        admission.run('push', async () => {
          await noteGreeting(parts.pool, who, {
            clockOffsetMs: Math.round(Math.max(-farthest, Math.min(Date.now() - body.wall, farthest))),
            app: body.app,
          })
          const said = await answersOf(who).hello(who.practice, body)
          const left = body.numbersLeft
          if ('refused' in said || left === null || left >= fewNumbers) return said
          return { ...said, numbers: await moreNumbers(parts.pool, who) }
        }),
      )
      return 'refused' in reply ? answer.code(refusalStatus[reply.refused]).send(reply) : reply
    },
  )

  app.post(
    '/v1/sync/push',
    { ...known, bodyLimit: pushBodyBytes, schema: { body: Push, response: { 200: PushReply, ...refusals } } },
    async ({ body, credential, headers }, reply) => {
      const who = ownDevice(credential, body.device)
      const schema = schemaOf(headers)
      const kind = body.ops.length > atOnceOfAPerson ? 'backlog' : 'push'
      const answer = await queue.run(who.practice, kind, () =>
        admission.run(kind, () =>
          pushSafely(
            body,
            executingFor(who.clockOffsetMs),
            (push, executing) => answersOf(who, executing).push(who.practice, push, schema),
            isPassing,
            (error) => log.error({ practice: who.practice, ...traceOf(error) }, 'an op failed'),
          ),
        ),
      )
      if ('refused' in answer) return reply.code(refusalStatus[answer.refused]).send(answer)
      for (const result of answer.results)
        metrics.ops.inc({ outcome: result.kind === 'decided' ? result.status : result.kind })
      return answer
    },
  )

  app.get('/v1/sync/pull', { ...known, schema: { querystring: PullQuery } }, async (request, reply) => {
    const { limit } = request.query
    const cursor = readCursor(request.query.cursor)
    const asOf = request.query.asOf === undefined ? null : readCursor(request.query.asOf)
    if (!cursor || (request.query.asOf !== undefined && !asOf))
      throw new AppError('Invalid', 'cursor.invalid')
    const who = request.credential
    must(who, 'route.credential')
    const schema = schemaOf(request.headers)
    const answer = await admission.run('pull', () =>
      answersOf(who).pull(who.practice, cursor, { limit, schema, asOf }),
    )
    if ('refused' in answer) return reply.code(refusalStatus[answer.refused]).send(answer)
    const { from, to, head, lines, left } = answer
    const first = JSON.stringify({
      from: cursorText(from),
      to: cursorText(to),
      head,
      ...(left && { left: Buffer.from(left.join(''), 'hex').toString('base64') }),
    })
    // lines are sent as the bytes they were hashed as: nothing reads and writes them again on the way
    return reply.type('application/x-ndjson').send(`${[first, ...lines].join('\n')}\n`)
  })

  app.get(
    '/v1/sync/rows/:type',
    { ...known, schema: { params: RowsParams, querystring: RowsQuery, response: { 200: RowsPage } } },
    async ({ params, query, credential }) => {
      must(credential, 'route.credential')
      return admission.run('pull', () =>
        answersOf(credential).rows(credential.practice, params.type, query.after ?? null),
      )
    },
  )

  app.get('/v1/sync/events', known, (request, reply) => {
    const who = request.credential
    must(who, 'route.credential')
    reply.hijack()
    const { raw } = reply
    // its connection ends with it: one that is kept would keep a server that stops
    raw.writeHead(200, {
      ...plain(reply.getHeaders()),
      'content-type': 'text/event-stream',
      connection: 'close',
    })
    // who was being asked for credentials when the server began to stop comes after the others were ended
    if (stopping) {
      raw.end()
      return
    }
    raw.write(': listening\n\n')
    const stopListening = parts.watch.listen(who.practice, (poke) =>
      raw.write(`event: head\ndata: ${JSON.stringify(poke)}\n\n`),
    )
    const alive = setInterval(() => raw.write(': alive\n\n'), keepAliveMs)
    streams.add(raw)
    raw.on('close', () => {
      streams.delete(raw)
      clearInterval(alive)
      stopListening()
    })
  })
  /** Streams never end by themselves: a server that stops ends them. */
  const streams = new Set<{ end(): void }>()
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
    for (const stream of streams) stream.end()
  })
}

/** A clock that is off by more is off, and says nothing more by it. */
const farthest = 10 * 366 * 86_400_000

function ownDevice(credential: Credential | null, device: string): Credential {
  must(credential, 'route.credential')
  if (credential.device !== device) throw new AppError('Forbidden', 'device.other')
  return credential
}

const plain = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
