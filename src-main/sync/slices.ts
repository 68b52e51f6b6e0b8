/** A page of the log in parts that can each be applied by itself: they end where an op does, and the chain's hash is known there. */
import { partOf, type ChartPart } from '../../shared/charting/chart-parts.ts'
import type { ReadPage } from '../../shared/sync/log-chain.ts'
import type { Cursor, LogLine, Page } from '../../shared/sync/wire.ts'
import type { Ack, CloudRow } from '../store/apply.ts'

export type Slice = Readonly<{
  rows: readonly CloudRow[]
  acks: readonly Ack[]
  /** Where it leads. */
  seq: number
  h: string
  lines: number
  /** The page ends with it. */
  isLast: boolean
  /** What of it others than this workstation did: patients, and parts of their charts. */
  others: readonly (readonly [string, ChartPart])[]
}>

type Read = Extract<ReadPage, { ok: true }>

/**
 * One slice for each op; of a compacted range one for all, since a part of it would show what one transaction wrote without
 * the rest. The slices' rows come in the order of the page's row lines.
 */
export function slicesOf({ lines, hashes }: Read, { left, to }: Page, device: string): Slice[] {
  if (left && lines.length > 0) return [sliceOf(lines, to, device)]
  const slices: Slice[] = []
  let from = 0
  for (const [index, line] of lines.entries()) {
    if (line.end !== 1) continue
    const slice = sliceOf(lines.slice(from, index + 1), { seq: line.s, h: hashes[index] ?? '' }, device)
    slices.push({ ...slice, isLast: index === lines.length - 1 })
    from = index + 1
  }
  return slices
}

function sliceOf(lines: readonly LogLine[], { seq, h }: Pick<Cursor, 'seq' | 'h'>, device: string): Slice {
  const rows: CloudRow[] = []
  const acks: Ack[] = []
  const ours = new Set(lines.flatMap((line) => ('dev' in line && line.dev === device ? [line.o] : [])))
  const others = new Map<string, readonly [string, ChartPart]>()
  for (const line of lines) {
    if ('x' in line) continue
    if ('st' in line) {
      acks.push({ op: line.o, seq: line.s, status: line.st, reason: line.why })
      continue
    }
    const row = line.r && { ...line.r, id: line.id }
    rows.push({ type: line.t, id: line.id, version: line.v, row, patient: line.p, seq: line.s })
    const part = partOf(line.t, line.r?.['category'])
    if (part && line.p !== null && !ours.has(line.o)) others.set(`${line.p}/${part}`, [line.p, part])
  }
  return { rows, acks, seq, h, lines: lines.length, isLast: true, others: [...others.values()] }
}
