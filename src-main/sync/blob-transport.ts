/** The questions about the bytes of documents, over a line of their own: what the clinical lane says never waits for them. */
import { z } from 'zod'
import {
  chunkNumbers,
  chunkShaHeader,
  chunksOf,
  missingHeader,
  readRanges,
  stateHeader,
} from '../../shared/sync/blobs.ts'
import { HttpsLink, type CloudPlace, type LinkOptions } from './https-link.ts'
import { jsonOf } from './read-line.ts'
import { Unreachable } from './transport.ts'

/** What the cloud has of a blob: whether it has said that it is whole, and the chunks it misses. */
export type Standing = Readonly<{ stored: boolean; missing: readonly number[] }>
/** `incomplete`: chunks are missing after all. `mismatch`: together they are other bytes, and are to be sent anew. */
export type Completed = 'stored' | 'incomplete' | 'mismatch'

/** Each may fail, be lost, or be asked twice. Throws Unreachable. */
export interface BlobTransport {
  standing(sha: string, size: number, signal: AbortSignal): Promise<Standing>
  put(sha: string, size: number, chunk: Chunk, signal: AbortSignal): Promise<void>
  complete(sha: string, size: number, signal: AbortSignal): Promise<Completed>
  /** Bytes from one to before another, and perhaps not all of them; null where the cloud has no such blob. */
  range(sha: string, from: number, to: number, signal: AbortSignal): Promise<Buffer | null>
}
export type Chunk = Readonly<{ n: number; bytes: Buffer; sha: string }>

const found = new Set([200, 404])
const done = new Set([200])
const ofRange = new Set([206, 404])
const ofCompleting = new Set([200, 409])
const Refusal = z.object({ error: z.object({ reason: z.string() }) })

export class HttpBlobTransport implements BlobTransport {
  readonly #link: HttpsLink

  constructor(place: CloudPlace, options: LinkOptions = {}) {
    this.#link = new HttpsLink(place, options)
  }

  async standing(sha: string, size: number, signal: AbortSignal): Promise<Standing> {
    const path = `/v1/blobs/${sha}?size=${size}`
    const { status, header } = await this.#link.ask({ method: 'HEAD', path, answers: found, signal })
    if (status === 404) return { stored: false, missing: chunkNumbers(size) }
    if (header(stateHeader) === 'stored') return { stored: true, missing: [] }
    const missing = readRanges(header(missingHeader), chunksOf(size))
    if (!missing) throw new Unreachable('captive-portal')
    return { stored: false, missing }
  }

  async put(sha: string, size: number, { n, bytes, sha: own }: Chunk, signal: AbortSignal): Promise<void> {
    const path = `/v1/blobs/${sha}/chunks/${n}?size=${size}`
    const headers = { [chunkShaHeader]: own }
    await this.#link.ask({ method: 'PUT', path, body: bytes, headers, answers: done, signal })
  }

  async complete(sha: string, size: number, signal: AbortSignal): Promise<Completed> {
    const path = `/v1/blobs/${sha}/complete`
    const body = JSON.stringify({ size })
    const { status, bytes } = await this.#link.ask({
      method: 'POST',
      path,
      body,
      answers: ofCompleting,
      signal,
    })
    if (status === 200) return 'stored'
    const said = Refusal.safeParse(jsonOf(bytes.toString('utf8')))
    if (!said.success) throw new Unreachable('captive-portal')
    return said.data.error.reason === 'blob.incomplete' ? 'incomplete' : 'mismatch'
  }

  async range(sha: string, from: number, to: number, signal: AbortSignal): Promise<Buffer | null> {
    const asked = { method: 'GET' as const, path: `/v1/blobs/${sha}`, answers: ofRange, signal }
    const headers = { range: `bytes=${from}-${to - 1}` }
    const { status, bytes, header } = await this.#link.ask({ ...asked, headers })
    if (status === 404) return null
    // what does not begin where it was asked to, or is more than that, is not taken
    const begins = header('content-range').startsWith(`bytes ${from}-`)
    if (!begins || bytes.length === 0 || bytes.length > to - from) throw new Unreachable('captive-portal')
    return bytes
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#link.close()
  }
}
