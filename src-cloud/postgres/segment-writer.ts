/** Gathers lines of a snapshot and writes a segment whenever there are enough. */
import type { PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import type { Scope, Segment } from '../../shared/sync/hydrate.ts'
import { lineOf, packed } from '../sync/row-line.ts'
import { sha256 } from '../sync/sha256.ts'

export type Row = Readonly<{ type: string; id: string; version: number; data: string }>
/** A row of a chart; null where the chart has none but those that are held of every patient. */
export type OfChart = Readonly<{ patient: string; months: number | null }> & (Row | Readonly<{ type: null }>)
/** How a segment is cut: at so many rows, or so many bytes of text. */
export type Cut = Readonly<{ rows: number; textBytes: number }>
type Part = Readonly<{ scope: Scope; months: number | null }>

export class SegmentWriter {
  readonly segments: Segment[] = []
  readonly #client: PoolClient
  readonly #practice: string
  readonly #snapshot: string
  readonly #cut: Cut
  #part: Part = { scope: 'core', months: 0 }
  #lines: string[] = []
  #charts = 0
  #bytes = 0
  /** The chart whose rows come now, and those that are whole. */
  #chart: string | null = null
  readonly #whole = new Set<string>()

  constructor(client: PoolClient, practice: string, snapshot: string, cut: Cut) {
    this.#client = client
    this.#practice = practice
    this.#snapshot = snapshot
    this.#cut = cut
  }

  async add(part: Part, row: Row): Promise<void> {
    const full = this.#lines.length >= this.#cut.rows || this.#bytes + row.data.length > this.#cut.textBytes
    const { scope, months } = this.#part
    if (scope !== part.scope || months !== part.months || full) await this.#write()
    this.#part = part
    this.#lines.push(lineOf(row))
    this.#bytes += row.data.length
  }

  /** The rows of a chart come one after the other: where the next begins, the one before is whole, and the segment says so. */
  async addToChart(row: OfChart): Promise<void> {
    const part: Part = { scope: 'charts', months: row.months }
    if (this.#chart !== row.patient) {
      this.#endChart()
      must(!this.#whole.has(row.patient), 'snapshot.order')
      this.#chart = row.patient
    }
    if (row.type !== null) await this.add(part, row)
    else if (this.#part.months !== row.months) {
      await this.#write()
      this.#part = part
    }
  }

  async end(): Promise<void> {
    this.#endChart()
    await this.#write()
  }

  #endChart(): void {
    if (this.#chart === null) return
    this.#whole.add(this.#chart)
    this.#lines.push(`${JSON.stringify({ c: this.#chart })}\n`)
    this.#charts += 1
    this.#chart = null
  }

  async #write(): Promise<void> {
    const [lines, charts] = [this.#lines, this.#charts]
    if (lines.length === 0) return
    this.#lines = []
    this.#charts = 0
    this.#bytes = 0
    const body = await packed(lines.join(''))
    const segment: Segment = {
      n: this.segments.length,
      ...this.#part,
      rows: lines.length - charts,
      charts,
      bytes: body.length,
      sha256: sha256(body),
    }
    await this.#client.query({
      name: 'save-segment',
      text: `INSERT INTO snapshot_segment (practice_id, snapshot_id, n, scope, months, rows, charts, bytes, sha256, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      values: [
        this.#practice,
        this.#snapshot,
        segment.n,
        segment.scope,
        segment.months,
        segment.rows,
        segment.charts,
        segment.bytes,
        segment.sha256,
        body,
      ],
    })
    this.segments.push(segment)
  }
}
