/** What is in a segment, and how far one is with it. */
import type { Scope, Segment } from '../../shared/sync/hydrate.ts'
import type { Progress } from './engine.ts'
import { unpackedLines } from './packed-lines.ts'
import { Unreachable } from './transport.ts'

/** The lines of a segment. What the manifest's hash vouches for and still has another count of them is no segment. */
export function linesOf({ rows, charts }: Segment, body: Uint8Array): string[] {
  const lines = unpackedLines(body)
  if (lines.pop() !== '' || lines.length !== rows + charts) throw new Unreachable('captive-portal')
  return lines
}

/** Of the scope that the segment belongs to. */
export function progressOf(segments: readonly Segment[], segment: Segment, lines: number): Progress {
  const scope: Scope = segment.scope
  const all = segments.filter((each) => each.scope === scope)
  const total = (part: readonly Segment[]) => part.reduce((sum, each) => sum + each.rows, 0)
  const done = total(all.filter(({ n }) => n < segment.n)) + Math.min(lines, segment.rows)
  return { scope, rowsDone: done, rowsTotal: total(all) }
}
