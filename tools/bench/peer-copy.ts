/** Hydrate beside a peer: a PouchDB copies the same rows from a PouchDB server on the same machine, in the same run. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import type { Figure } from './figure.ts'
import { startPart } from './peer-link.ts'
import { documentOf, installPouch, packages } from './pouchdb.ts'
import type { BenchRow } from './sync-rows.ts'

export type ToCopier =
  | Readonly<{ do: 'load'; docs: readonly object[] }>
  | Readonly<{ do: 'serve' }>
  | Readonly<{ do: 'copy'; url: string }>
  | Readonly<{ do: 'index' }>

type Copied = Readonly<{ seconds: number; documents: number }>

/** The peer's rate does not grow with the number, and all of them would take some minutes. */
const mostDocuments = 10_000
const batch = 1000

/** `ours`: rows a second that a workstation of ours takes in. */
export async function* copyBesidePeer(
  rows: readonly BenchRow[],
  ours: number,
  folder: string,
): AsyncGenerator<Figure> {
  const figure = (value: number | null, note: string): Figure => ({
    name: 'sync.hydrate.peer',
    value,
    unit: 'times',
    bar: { atLeast: 50 },
    note,
  })
  const alike = (value: number | null, note: string): Figure => ({
    name: 'sync.hydrate.peer-found',
    value,
    unit: 'times',
    bar: null,
    note,
  })
  const found = installPouch()
  if ('missing' in found) {
    for (const each of [figure, alike]) yield each(null, `PouchDB ${packages.pouchdb}: ${found.missing}`)
    return
  }
  const [served, copied] = [join(folder, 'pouch-served'), join(folder, 'pouch-copied')]
  const server = startPart('copy-process.ts', served)
  const copier = startPart('copy-process.ts', copied)
  try {
    const docs = documentsOf(rows)
    for (let from = 0; from < docs.length; from += batch)
      await server.call({ do: 'load', docs: docs.slice(from, from + batch) } satisfies ToCopier)
    const url = (await server.call({ do: 'serve' } satisfies ToCopier)) as string
    const { seconds, documents } = (await copier.call({ do: 'copy', url } satisfies ToCopier)) as Copied
    const rate = documents / seconds
    if (documents !== docs.length) {
      for (const each of [figure, alike])
        yield each(null, `PouchDB copied ${documents} of ${docs.length} rows`)
      return
    }
    yield figure(
      ours / rate,
      `PouchDB ${packages.pouchdb} from express-pouchdb ${packages['express-pouchdb']}, HTTP without TLS, LevelDB without a cipher: ${Math.round(rate)} rows/s, the first ${documents} of the same rows, ${batch} a batch; Holdfast ${Math.round(ours)} rows/s with both`,
    )
    const indexing = (await copier.call({ do: 'index' } satisfies ToCopier)) as number
    const findable = documents / (seconds + indexing)
    yield alike(
      ours / findable,
      `the same until patients can be found as ours can: ${Math.round(findable)} rows/s with the indexes of search.peer, which a copy does not bring; ours are in its ${Math.round(ours)}`,
    )
  } finally {
    for (const part of [server, copier]) part.end()
    for (const place of [served, copied]) rmSync(place, { recursive: true, force: true })
  }
}

const documentsOf = (rows: readonly BenchRow[]): object[] =>
  rows.slice(0, mostDocuments).map(({ record, row }) => {
    const { id, ...fields } = row
    return { ...(record === patients ? documentOf(row as Patient) : fields), _id: `${record.type}:${id}` }
  })
