/** PouchDB in a process of its own, so that neither side clears up memory in the other's time. */
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import type { Reader } from '../../src-main/store/reader.ts'
import { documentOf, indexed, peerFolder } from './pouchdb.ts'

export type ToPeer =
  | Readonly<{ do: 'load'; docs: readonly object[] }>
  | Readonly<{ do: 'index' }>
  | Readonly<{ do: 'search'; texts: readonly string[] }>

export type Peer = Readonly<{
  /** Milliseconds of each. */
  search(texts: readonly string[]): Promise<number[]>
  end(): void
}>

const batch = 1000

/** With the same patients in it, whole records as documents; they are kept for as long as they stay the same. */
export async function startPeer(read: Reader, say: (what: string) => void): Promise<Peer> {
  const { kind, hash } = nameOf(read)
  const place = join(peerFolder, `${kind}-${hash}`)
  const marker = `${place}.json`
  const loaded = existsSync(marker) && readFileSync(marker, 'utf8') === indexed
  if (!loaded)
    for (const old of readdirSync(peerFolder))
      if (old.startsWith(`${kind}-`)) rmSync(join(peerFolder, old), { recursive: true, force: true })
  const link = startPart('peer-process.ts', place)
  if (!loaded) {
    say('the same patients are loaded into PouchDB; this is kept for the next run')
    for (const docs of documents(read)) await link.call({ do: 'load', docs } satisfies ToPeer)
    await link.call({ do: 'index' } satisfies ToPeer)
    writeFileSync(marker, indexed)
  }
  return {
    search: async (texts) => (await link.call({ do: 'search', texts } satisfies ToPeer)) as number[],
    end: () => link.end(),
  }
}

/** A file of this folder as a process; one call after the other. */
export function startPart(
  file: string,
  place: string,
): { call(what: object): Promise<unknown>; end(): void } {
  const child = fork(join(import.meta.dirname, file), [place], {
    serialization: 'advanced',
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const gone = once(child, 'exit').then(() => {
    throw new Error('the peer has ended')
  })
  // nobody waits for it when it is ended on purpose
  gone.catch(() => undefined)
  return {
    async call(what) {
      const answer = once(child, 'message')
      child.send(what)
      const [value] = (await Promise.race([answer, gone])) as [unknown]
      return value
    },
    end: () => child.disconnect(),
  }
}

/** What the documents follow from. */
function nameOf(read: Reader): { kind: string; hash: string } {
  const hash = createHash('sha256')
  const rows = read.rows<{ found: string }>(
    "SELECT concat_ws('|', id, searchText, birthDate, numbers) AS found FROM patients ORDER BY n",
  )
  for (const { found } of rows) hash.update(found)
  return { kind: `patients-${rows.length}`, hash: hash.digest('hex').slice(0, 12) }
}

function* documents(read: Reader): Generator<object[]> {
  const columns = Object.keys(patients.row.shape).join(', ')
  for (let after = 0; ;) {
    const rows = read.rows<Patient & { n: number }>(
      `SELECT n, ${columns} FROM patients WHERE n > ? ORDER BY n LIMIT ${batch}`,
      after,
    )
    if (rows.length === 0) return
    yield rows.map(({ n: _n, ...patient }) => documentOf(patient))
    after = rows.at(-1)?.n ?? after
  }
}
