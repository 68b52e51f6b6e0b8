/** The bytes of documents in PostgreSQL: chunks as they come, verified as a whole, and then never changed. */
import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { v7 } from 'uuid'
import { AppError } from '../../shared/kernel/errors.ts'
import { chunkAt, chunkBytes, chunkNumbers } from '../../shared/sync/blobs.ts'
import { storedBlobId, storedBlobs } from '../../shared/sync/stored-blob.ts'
import { executeOwn } from '../executor/execute-own.ts'
import { executingFor } from '../sync/executing.ts'
import { sha256 } from '../sync/sha256.ts'
import { inPractice, inTransaction } from './pool.ts'
import type { PostgresPractices } from './practices.ts'

type Chunks = ReadonlyMap<number, string>
export type Chunk = Readonly<{ n: number; body: Buffer; sha: string }>

/** What nobody has brought to its end for so long is taken away when the practice next begins another. */
const abandoned = `interval '30 days'`

export class PostgresBlobs {
  readonly #pool: Pool
  readonly #practices: PostgresPractices

  constructor(pool: Pool, practices: PostgresPractices) {
    this.#pool = pool
    this.#practices = practices
  }

  /** What is missing of it; null where nothing of it is known. */
  standing(
    practice: string,
    sha: string,
  ): Promise<Readonly<{ stored: boolean; size: number; missing: readonly number[] }> | null> {
    return inPractice(this.#pool, practice, async (client) => {
      const blob = await blobIn(client, practice, sha)
      if (!blob) return null
      const size = blob.bytes
      if (blob.stored) return { stored: true, size, missing: [] }
      const chunks = await chunksIn(client, practice, sha)
      return { stored: false, size, missing: chunkNumbers(size).filter((n) => !chunks.has(n)) }
    })
  }

  /** Takes one chunk, in any order and as often as it comes; `size` is of the whole. Of a stored blob nothing is taken. */
  put(practice: string, sha: string, size: number, { n, body, sha: own }: Chunk): Promise<void> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<{ bytes: number; made: boolean }>({
        name: 'touch-blob',
        text: `INSERT INTO blob (practice_id, sha256, bytes) VALUES ($1, $2, $3)
               ON CONFLICT (practice_id, sha256) DO UPDATE SET touched_at = now() WHERE blob.stored_at IS NULL
               RETURNING bytes, xmax = 0 AS made`,
        values: [practice, sha, size],
      })
      const [blob] = rows
      if (!blob) return
      if (blob.made) await removeAbandoned(client, practice)
      // somebody was wrong about how long it is: what came so far is of no use to whoever is right
      if (blob.bytes !== size) await this.#beginAnew(client, practice, sha, size)
      await client.query({
        name: 'put-chunk',
        text: `INSERT INTO blob_chunk (practice_id, sha256, n, chunk_sha, body) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (practice_id, sha256, n) DO UPDATE SET chunk_sha = excluded.chunk_sha, body = excluded.body
               WHERE blob_chunk.chunk_sha <> excluded.chunk_sha`,
        values: [practice, sha, n, own, body],
      })
    })
  }

  /**
   * Verifies the whole, and says in the log that it is here, in the transaction that makes it stay. Throws
   * `blob.incomplete` where a chunk is missing, `blob.mismatch` where they are other bytes: then they are gone.
   */
  async complete(practice: string, sha: string, size: number): Promise<void> {
    const verified = await this.#verify(practice, sha, size)
    if (verified === 'stored') return
    if (verified === 'mismatch') {
      await inPractice(this.#pool, practice, (client) => this.#beginAnew(client, practice, sha, size))
      throw new AppError('Conflict', 'blob.mismatch')
    }
    await this.#practices.transaction(practice, async (tx, client) => {
      const blob = await blobIn(client, practice, sha, true)
      if (blob?.stored) return
      // what was verified a moment ago, outside of the head's lock, is what stands there now
      const now = await chunksIn(client, practice, sha)
      if (!blob || !sameChunks(now, verified)) throw new AppError('Conflict', 'blob.incomplete')
      await client.query('UPDATE blob SET stored_at = now() WHERE practice_id = $1 AND sha256 = $2', [
        practice,
        sha,
      ])
      const executing = executingFor(0)
      const { type } = storedBlobs
      const set = { sha256: sha, size, storedAt: executing.now() }
      const change = { type, id: storedBlobId(sha), baseVersion: 0, base: {}, set, gone: false }
      await executeOwn(tx, { op: v7(), kind: 'cloud.storeBlob@1', changes: [change] }, executing)
    })
  }

  /**
   * Bytes from `from` up to the end of its chunk, or to before `to`; null where it is not stored, or not so long. Throws
   * `blob.damaged` where the database gives back other bytes than were verified.
   */
  read(
    practice: string,
    sha: string,
    from: number,
    to: number,
  ): Promise<Readonly<{ body: Buffer; size: number }> | null> {
    return inPractice(this.#pool, practice, async (client) => {
      const blob = await blobIn(client, practice, sha)
      if (blob?.stored !== true || from >= blob.bytes) return null
      const n = Math.floor(from / chunkBytes)
      const chunk = await chunkIn(client, practice, sha, n)
      // named here, and not given out as if it were whole
      if (!chunk || sha256(chunk.body) !== chunk.chunk_sha) throw new AppError('Conflict', 'blob.damaged')
      const { from: begins } = chunkAt(blob.bytes, n)
      return { body: chunk.body.subarray(from - begins, to - begins), size: blob.bytes }
    })
  }

  /** The chunks that together are the blob. */
  #verify(practice: string, sha: string, size: number): Promise<Chunks | 'stored' | 'mismatch'> {
    return inTransaction(
      this.#pool,
      'app.practice_id',
      practice,
      async (client) => {
        const blob = await blobIn(client, practice, sha)
        if (blob?.stored) return 'stored'
        const hash = createHash('sha256')
        const chunks = new Map<number, string>()
        if (blob?.bytes !== size) throw new AppError('Conflict', 'blob.incomplete')
        for (const n of chunkNumbers(size)) {
          const chunk = await chunkIn(client, practice, sha, n)
          if (!chunk) throw new AppError('Conflict', 'blob.incomplete')
          hash.update(chunk.body)
          chunks.set(n, chunk.chunk_sha)
        }
        return hash.digest('hex') === sha ? chunks : 'mismatch'
      },
      'BEGIN ISOLATION LEVEL REPEATABLE READ',
    )
  }

  async #beginAnew(client: PoolClient, practice: string, sha: string, size: number): Promise<void> {
    const { rowCount } = await client.query(
      'UPDATE blob SET bytes = $3, touched_at = now() WHERE practice_id = $1 AND sha256 = $2 AND stored_at IS NULL',
      [practice, sha, size],
    )
    if (rowCount === 1)
      await client.query('DELETE FROM blob_chunk WHERE practice_id = $1 AND sha256 = $2', [practice, sha])
  }
}

/** `lock`: nobody changes it until the transaction ends. */
async function blobIn(
  client: PoolClient,
  practice: string,
  sha: string,
  lock = false,
): Promise<Readonly<{ bytes: number; stored: boolean }> | null> {
  const { rows } = await client.query<{ bytes: number; stored: boolean }>({
    name: lock ? 'lock-blob' : 'find-blob',
    text: `SELECT bytes, stored_at IS NOT NULL AS stored FROM blob
           WHERE practice_id = $1 AND sha256 = $2 ${lock ? 'FOR UPDATE' : ''}`,
    values: [practice, sha],
  })
  return rows[0] ?? null
}

async function chunkIn(
  client: PoolClient,
  practice: string,
  sha: string,
  n: number,
): Promise<Readonly<{ body: Buffer; chunk_sha: string }> | undefined> {
  const { rows } = await client.query<{ body: Buffer; chunk_sha: string }>({
    name: 'read-chunk',
    text: 'SELECT body, chunk_sha FROM blob_chunk WHERE practice_id = $1 AND sha256 = $2 AND n = $3',
    values: [practice, sha, n],
  })
  return rows[0]
}

/** What every chunk is, without its bytes. */
async function chunksIn(client: PoolClient, practice: string, sha: string): Promise<Chunks> {
  const { rows } = await client.query<{ n: number; sha: string }>({
    name: 'find-chunks',
    text: 'SELECT n, chunk_sha AS sha FROM blob_chunk WHERE practice_id = $1 AND sha256 = $2',
    values: [practice, sha],
  })
  return new Map(rows.map(({ n, sha: own }) => [n, own]))
}

const sameChunks = (a: Chunks, b: Chunks): boolean =>
  a.size === b.size && [...a].every(([n, sha]) => b.get(n) === sha)

async function removeAbandoned(client: PoolClient, practice: string): Promise<void> {
  const old = `practice_id = $1 AND stored_at IS NULL AND touched_at < now() - ${abandoned}`
  await client.query(
    `DELETE FROM blob_chunk WHERE practice_id = $1 AND sha256 IN (SELECT sha256 FROM blob WHERE ${old})`,
    [practice],
  )
  await client.query(`DELETE FROM blob WHERE ${old}`, [practice])
}
