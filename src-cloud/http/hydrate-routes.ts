/** The routes of docs/sync.md, "Hydrate": what to begin with, and its parts. */
import { z } from 'zod'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { Manifest } from '../../shared/sync/hydrate.ts'
import type { PostgresSnapshots } from '../postgres/snapshots.ts'
import type { SnapshotKeeper } from '../sync/snapshot-keeper.ts'
import { busy, type Admission } from './admission.ts'
import type { App } from './app.ts'
import { asksWho, type Authenticate } from './authenticate.ts'
import { readRange } from './range.ts'

export type HydrateParts = Readonly<{
  authenticate: Authenticate
  admission: Admission
  snapshots: Pick<PostgresSnapshots, 'segment'>
  keeper: SnapshotKeeper
}>

/** Segments on their way at once: each is in memory until the last byte of it is sent. */
const mostUnderWay = 48

const SegmentParams = z.strictObject({ snapshot: z.uuid(), n: z.coerce.number().int().min(0).max(1_000_000) })

/** For use after the sync routes, which tell the app what a credential is. */
export function addHydrateRoutes(app: App, parts: HydrateParts): void {
  const { admission, snapshots, keeper } = parts
  let underWay = 0
  const known = asksWho(parts.authenticate)

  app.post('/v1/sync/hydrate', { ...known, schema: { response: { 200: Manifest } } }, ({ credential }) => {
    must(credential, 'route.credential')
    return keeper.manifest(credential.practice)
  })

  app.get(
    '/v1/sync/hydrate/:snapshot/:n',
    { ...known, schema: { params: SegmentParams } },
    async (request, reply) => {
      const { credential, params } = request
      must(credential, 'route.credential')
      if (underWay >= mostUnderWay) throw busy()
      underWay += 1
      reply.raw.once('close', () => (underWay -= 1))
      const range = readRange(request.headers.range)
      const found = await admission.run('hydrate', () =>
        snapshots.segment(
          credential.practice,
          params.snapshot,
          params.n,
          range?.from ?? 0,
          range?.to ?? null,
        ),
      )
      if (!found) throw new AppError('NotFound', 'snapshot.gone')
      reply.headers({ 'accept-ranges': 'bytes', etag: `"${found.sha256}"` }).type('application/zstd')
      if (!range) return reply.send(found.body)
      if (range.from >= found.bytes)
        return reply
          .code(416)
          .header('content-range', `bytes */${found.bytes}`)
          .type('application/json')
          .send({ ok: false, error: { code: 'Invalid', reason: 'request.invalid', params: {} } })
      const last = range.from + found.body.length - 1
      return reply
        .code(206)
        .header('content-range', `bytes ${range.from}-${last}/${found.bytes}`)
        .send(found.body)
    },
  )
}
