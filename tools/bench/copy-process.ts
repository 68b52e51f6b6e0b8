/** A process of the peer's copying: the server that has the rows, or a PouchDB that copies them over HTTP. */
import { mkdirSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { must } from '../../shared/kernel/errors.ts'
import { buildIndexes, installPouch, type Pouch, type PouchStatic } from './pouchdb.ts'
import type { ToCopier } from './peer-copy.ts'
import { timedAsync } from './stats.ts'

const place = process.argv[2]
const found = installPouch()
must(place !== undefined && 'Pouch' in found, 'bench.peer')
const { required } = found
mkdirSync(place, { recursive: true })
const Placed: PouchStatic = found.Pouch.defaults({ prefix: `${place}/` })
const rows: Pouch = new Placed('rows')

/** Express and PouchDB's own routes in it, on a port of its own. */
async function serve(): Promise<string> {
  const express = required('express') as () => RequestListener & { use(part: unknown): void }
  const makeRoutes = required('express-pouchdb') as (pouch: unknown, options: object) => unknown
  const app = express()
  const options = {
    configPath: join(place as string, 'config.json'),
    logPath: join(place as string, 'log.txt'),
  }
  app.use(makeRoutes(Placed, options))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows`
}

async function copy(url: string): Promise<{ seconds: number; documents: number }> {
  const ms = await timedAsync(() => rows.replicate.from(url, { batch_size: 1000 }))
  return { seconds: ms / 1000, documents: (await rows.info()).doc_count }
}

/** Seconds until all of them are there. */
const index = async (): Promise<number> =>
  (await timedAsync(() => buildIndexes(rows, () => undefined))) / 1000

async function answer(what: ToCopier): Promise<unknown> {
  if (what.do === 'serve') return serve()
  if (what.do === 'copy') return copy(what.url)
  if (what.do === 'index') return index()
  await rows.bulkDocs(what.docs)
  return null
}

process.on('message', (what: ToCopier) => void answer(what).then((value) => process.send?.(value)))
process.on('disconnect', () => process.exit(0))
