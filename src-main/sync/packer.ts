/** Packs the long texts of a segment on a second thread: half of what a new workstation takes in is resources as they came. */
import { Worker } from 'node:worker_threads'
import type { PackedFields } from '../store/rows.ts'
import type { CloudRow } from '../store/apply.ts'
import { columnKinds } from '../store/columns.ts'
import { recordOfType } from '../store/tables.ts'
import { endThread } from '../store/end-thread.ts'
import { threadFile } from '../store/thread-file.ts'

export type ToPack = Readonly<{ n: number; texts: readonly string[] }>
/** All of them, one after the other, and where each ends. */
export type Packed = Readonly<{ n: number; bytes: Uint8Array<ArrayBuffer>; ends: Uint32Array<ArrayBuffer> }>

/** The field of a row that is packed where it is stored, and what it says. */
export type LongText = Readonly<{ field: string; text: string }>

/** Null where a row has none. */
export function longTextOf(type: string, row: Record<string, unknown> | null): LongText | null {
  const field = packedFieldOf(type)
  const text = field === null ? undefined : row?.[field]
  return field !== null && typeof text === 'string' ? { field, text } : null
}

/** For fewer it is not worth asking. */
const leastTexts = 50

export class Packer {
  #worker: Worker | null = null
  #asked = new Map<number, (packed: Packed | null) => void>()
  #count = 0
  #failed = false

  /** The same rows, their packed fields packed. Where the thread fails they come as they were: whoever writes them packs. */
  async packed(rows: readonly CloudRow[]): Promise<readonly CloudRow[]> {
    const found = rows.flatMap((row, index) => {
      const long = longTextOf(row.type, row.row)
      return long ? [{ index, ...long }] : []
    })
    const fields = await this.pack(found)
    if (!fields) return rows
    const packed = [...rows]
    for (const [nth, { index }] of found.entries()) {
      const [row, each] = [rows[index], fields[nth]]
      if (row && each) packed[index] = { ...row, packed: each }
    }
    return packed
  }

  /** Each packed, in their order; null where they are too few for it, or the thread fails. */
  async pack(found: readonly LongText[]): Promise<readonly PackedFields[] | null> {
    if (found.length < leastTexts || this.#failed) return null
    const answer = await this.#ask(found.map(({ text }) => text))
    if (!answer) return null
    let start = 0
    return found.map(({ field }, nth) => {
      const bytes = answer.bytes.subarray(start, answer.ends[nth] ?? start)
      start += bytes.length
      return { [field]: bytes }
    })
  }

  /** Ends the thread; the next question begins another. */
  close(): void {
    if (this.#worker) void endThread(this.#worker)
    this.#worker = null
    for (const answer of this.#asked.values()) answer(null)
    this.#asked.clear()
  }

  #ask(texts: readonly string[]): Promise<Packed | null> {
    const n = (this.#count += 1)
    return new Promise((resolve) => {
      this.#asked.set(n, resolve)
      const asked: ToPack = { n, texts }
      const worker = this.#started()
      worker.ref()
      worker.postMessage(asked)
    })
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(threadFile('pack-worker'), { execArgv: [], env: {} })
    worker.on('message', (packed: Packed) => {
      this.#asked.get(packed.n)?.(packed)
      this.#asked.delete(packed.n)
      // a process that ends does not wait for a thread nobody waits for
      if (this.#asked.size === 0) worker.unref()
    })
    worker.on('error', () => {
      this.#failed = true
      this.close()
    })
    this.#worker = worker
    return worker
  }
}

/** The packed field of a record; none has two. */
function packedFieldOf(type: string): string | null {
  const known = fieldByType.get(type)
  if (known !== undefined) return known
  const record = recordOfType(type)
  const field = record ? [...columnKinds(record)].find(([, kind]) => kind === 'packed')?.[0] : undefined
  fieldByType.set(type, field ?? null)
  return field ?? null
}
const fieldByType = new Map<string, string | null>()
