/** The routes of docs/sync.md, "Blobs": the bytes of documents, piece by piece. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { z } from 'zod'
import { AppError, must } from '../../shared/kernel/errors.ts'
import {
  Sha256,
  chunkAt,
  chunkBytes,
  chunkNumbers,
  chunkShaHeader,
  chunksOf,
  largestBlob,
  missingHeader,
  rangesText,
  stateHeader,
} from '../../shared/sync/blobs.ts'
import type { PostgresBlobs } from '../postgres/blobs.ts'
import { sha256 } from '../sync/sha256.ts'
import { busy, type Admission } from './admission.ts'
import type { App } from './app.ts'
import type { Authenticate } from './authenticate.ts'
import type { Metrics } from './metrics.ts'
import { readRange } from './range.ts'

export type BlobParts = Readonly<{
  authenticate: Authenticate
  admission: Admission
  metrics: Metrics
  log: Logger
  blobs: Pick<PostgresBlobs, 'standing' | 'put' | 'complete' | 'read'>
}>

/** Pieces on their way at once: each is in memory from its first byte to its last. A workstation sends two. */
const mostUnderWay = 32
const mostOfOne = 4

const OfBlob = z.strictObject({ sha: Sha256 })
const OfChunk = z.strictObject({ sha: Sha256, n: z.coerce.number().int().min(0).max(chunksOf(largestBlob)) })
const Size = z.strictObject({ size: z.coerce.number().int().min(1).max(largestBlob) })
const Whole = z.strictObject({ size: z.int().min(1).max(largestBlob) })

/** For use after the sync routes, which tell the app what a credential is. */
export function addBlobRoutes(app: App, parts: BlobParts): void {
  const { admission, metrics, log, blobs } = parts
  const underWay = new Map<string, number>()
  const known = {
    // before the body is read: who is nobody, or sends too much at once, sends nothing
    onRequest: async (request: FastifyRequest, reply: FastifyReply) => {
      const credential = await parts.authenticate(request)
      request.credential = credential
      const { device } = credential
      const mine = underWay.get(device) ?? 0
      const all = [...underWay.values()].reduce((sum, each) => sum + each, 0)
      if (mine >= mostOfOne || all >= mostUnderWay) throw busy()
      underWay.set(device, mine + 1)
      reply.raw.once('close', () => {
        const left = (underWay.get(device) ?? 1) - 1
        if (left > 0) underWay.set(device, left)
        else underWay.delete(device)
      })
    },
  }
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  app.head(
    '/v1/blobs/:sha',
    { ...known, schema: { params: OfBlob, querystring: Size } },
    async ({ params, query, credential }, reply) => {
      must(credential, 'route.credential')
      const standing = await admission.run('blobs', () => blobs.standing(credential.practice, params.sha))
      if (!standing) return reply.code(404).send()
      if (standing.stored) return reply.header(stateHeader, 'stored').send()
      // of another length nothing that has come is of use
      const missing = standing.size === query.size ? standing.missing : chunkNumbers(query.size)
      return reply.header(stateHeader, 'partial').header(missingHeader, rangesText(missing)).send()
    },
  )

  app.put(
    '/v1/blobs/:sha/chunks/:n',
    { ...known, bodyLimit: chunkBytes, schema: { params: OfChunk, querystring: Size } },
    async ({ params, query, headers, body, credential }) => {
      must(credential, 'route.credential')
      const { sha, n } = params
      const { from, to } = chunkAt(query.size, n)
      if (!(body instanceof Buffer) || body.length !== to - from || body.length === 0)
        throw new AppError('Invalid', 'request.invalid')
      const own = sha256(body)
      // changed on its way
      if (own !== headers[chunkShaHeader]) throw new AppError('Invalid', 'request.invalid')
      await admission.run('blobs', () =>
        blobs.put(credential.practice, sha, query.size, { n, body, sha: own }),
      )
      metrics.blobBytes.inc({ way: 'in' }, body.length)
      return {}
    },
  )

  app.post(
    '/v1/blobs/:sha/complete',
    { ...known, schema: { params: OfBlob, body: Whole } },
    async ({ params, body, credential }) => {
      must(credential, 'route.credential')
      await admission.run('blobs', () => blobs.complete(credential.practice, params.sha, body.size))
      return {}
    },
  )

  app.get(
    '/v1/blobs/:sha',
    { ...known, exposeHeadRoute: false, schema: { params: OfBlob } },
    async ({ params, headers, credential }, reply) => {
      must(credential, 'route.credential')
      const read = async (from: number, to: number) => {
        const { practice } = credential
        const found = await admission
          .run('blobs', () => blobs.read(practice, params.sha, from, to))
          .catch((error: unknown) => {
            if (error instanceof AppError && error.reason === 'blob.damaged')
              log.error({ practice, from }, 'a piece of a blob is damaged in the database')
            throw error
          })
        metrics.blobBytes.inc({ way: 'out' }, found?.body.length ?? 0)
        return found
      }
      const range = readRange(headers.range)
      // what is asked for may be more than is given: the rest is asked for next (RFC 9110, 14.2)
      const from = range?.from ?? 0
      const first = await read(from, (range?.to ?? largestBlob) + 1)
      if (!first) throw new AppError('NotFound', 'blob.not-stored')
      reply.header('accept-ranges', 'bytes').type('application/octet-stream')
      const { body, size } = first
      if (range)
        return reply
          .code(206)
          .header('content-range', `bytes ${from}-${from + body.length - 1}/${size}`)
          .send(body)
      const whole = async function* () {
        yield body
        for (let at = body.length; at < size;) {
          const next = await read(at, size)
          must(next, 'blob.gone')
          yield next.body
          at += next.body.length
        }
      }
      return reply.header('content-length', size).send(Readable.from(whole()))
    },
  )
}
