/** One resource through the reading half of the importer, without a file or a thread. */
import { Refused } from '../../shared/exchange/refusal.ts'
import type { Incoming } from '../../shared/exchange/store-batch.ts'
import type { Raw } from '../../src-main/exchange/read-resources.ts'
import { prepare, type Preparing } from '../../src-main/exchange/prepare.ts'
import { rowIds } from '../../src-main/exchange/row-id.ts'

export const rowId = rowIds('Old EHR')

export const preparing = (more: Partial<Preparing> = {}): Preparing => ({
  source: 'Old EHR',
  receivedAt: '2026-11-23T15:05:00.000Z',
  rowId,
  patients: { seen: () => true, find: () => Promise.resolve(null) },
  last: false,
  ...more,
})

export const rawOf = (content: string | Buffer | object, more: Partial<Raw> = {}): Raw => ({
  line: 1,
  path: '',
  bytes: Buffer.isBuffer(content)
    ? content
    : Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  fault: null,
  fullUrl: '',
  bundle: null,
  read: 0,
  ...more,
})

/** What the store would get; `later` where it waits for its patient; or why it is refused, with path and detail. */
export async function prepared(
  content: string | Buffer | object,
  by: Partial<Preparing> = {},
  raw: Partial<Raw> = {},
): Promise<Incoming | 'later' | { reason: string; path: string; detail: string }> {
  try {
    const place = { file: 'a.json', importId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12' }
    const result = await prepare(rawOf(content, raw), place, { resourceType: '' }, preparing(by))
    return result.kind === 'ready' ? result.item : 'later'
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { reason: error.reason, path: error.path, detail: error.detail }
  }
}

/** The row it becomes. Throws where it is refused. */
export async function mapped(resource: object): Promise<Record<string, unknown>> {
  const result = await prepared(resource)
  if (result === 'later' || 'reason' in result || !result.row) throw new Error(JSON.stringify(result))
  return result.row
}
