/** A snapshot of the model's rows, in segments of a few rows each. */
import { createHash } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import { coreTypes, type Manifest, type Segment } from '../../shared/sync/hydrate.ts'
import type { PracticeState, Snapshot } from './model-practices.ts'

const segmentRows = 7
const core: readonly string[] = coreTypes

export function snapshotOf(id: string, { head, rows }: PracticeState): Snapshot {
  const live = [...rows].flatMap(([key, held]) => {
    const at = key.indexOf('/')
    const [type, rowId] = [key.slice(0, at), key.slice(at + 1)]
    return held.row ? [{ type, id: rowId, version: held.version, row: held.row }] : []
  })
  const isCore = ({ type, row }: (typeof live)[number]): boolean =>
    core.includes(type) && (type !== 'conflict' || row['state'] === 'open')
  const segments: Segment[] = []
  const bodies: string[] = []
  for (const scope of ['core', 'charts'] as const) {
    const part = live.filter((each) => isCore(each) === (scope === 'core'))
    for (let from = 0; from < part.length; from += segmentRows) {
      const some = part.slice(from, from + segmentRows)
      const text = some.map(
        ({ type, id, version, row }) => `${JSON.stringify({ t: type, id, v: version, r: row })}\n`,
      )
      const body = zstdCompressSync(text.join(''))
      const sha256 = createHash('sha256').update(body).digest('hex')
      segments.push({ n: segments.length, scope, rows: some.length, bytes: body.length, sha256 })
      bodies.push(body.toString('base64'))
    }
  }
  const manifest: Manifest = { snapshot: id, asOf: { ...head }, segments }
  return { manifest, segments: bodies }
}
