/**
 * How prepared rows cross from one thread to the other: as JSON in pieces, of which each is parsed when its turn comes, so that
 * nobody waits for all of them; what is bytes lies beside it and is not copied.
 */
import { known } from '../store/known-records.ts'
import { prepareRow, type Prepared } from '../store/prepared.ts'
import type { CloudRow } from '../store/apply.ts'

export type Carried = Readonly<{
  /** JSON of the pieces, one after the other, and where each ends. */
  pieces: Uint8Array<ArrayBuffer>
  ends: Uint32Array<ArrayBuffer>
  /** Packed values, the same way. */
  packed: Uint8Array<ArrayBuffer>
  packedEnds: Uint32Array<ArrayBuffer>
  /** The texts that the rows were read from, where whoever asked does not have them. */
  texts: Uint8Array<ArrayBuffer> | null
}>

/** Where a row's text is, in the page's lines or in the bytes; what is known of it; and its values, with the place of a packed one. */
type CarriedRow = readonly [
  text: number | readonly [from: number, to: number],
  type: string,
  id: string,
  version: number,
  patient: string | null,
  seq: number | null,
  isGone: 0 | 1,
  prepared: (Omit<Prepared, 'values'> & { values: (string | number | null)[]; packedAt: number }) | null,
]

/** A piece as it is written: `rows` are its own, everything else is as it was given. */
type Written<Rest> = Rest & Readonly<{ carried: readonly CarriedRow[]; firstPacked: number }>

/** Gathers the pieces, on the thread that prepares. */
export class Carrying {
  readonly #pieces: Buffer[] = []
  readonly #packed: Uint8Array[] = []

  add(rest: object, rows: readonly CloudRow[], texts: readonly CarriedRow[0][]): void {
    const firstPacked = this.#packed.length
    const carried = rows.map((row, index) => this.#carry(row, texts[index] ?? 0))
    const written: Written<object> = { ...rest, carried, firstPacked }
    this.#pieces.push(Buffer.from(JSON.stringify(written), 'utf8'))
  }

  done(texts: Uint8Array<ArrayBuffer> | null = null): Carried {
    const [pieces, ends] = oneAfterTheOther(this.#pieces)
    const [packed, packedEnds] = oneAfterTheOther(this.#packed)
    return { pieces, ends, packed, packedEnds, texts }
  }

  #carry(row: CloudRow, text: CarriedRow[0]): CarriedRow {
    const { type, id, version, patient = null, seq = null } = row
    const record = row.row && known.of(type)
    // what cannot be read is left to whoever writes it, who says so
    const prepared = record && row.row ? prepareRow(record, row.row) : null
    return [
      text,
      type,
      id,
      version,
      patient,
      seq,
      row.row === null ? 1 : 0,
      prepared && this.#apart(prepared),
    ]
  }

  /** No record has two packed fields. */
  #apart({ values, about, unknown }: Prepared): CarriedRow[7] {
    let packedAt = -1
    const plain = values.map((value, index) => {
      if (!(value instanceof Uint8Array)) return value as string | number | null
      packedAt = index
      this.#packed.push(value)
      return null
    })
    return { values: plain, about, unknown, packedAt }
  }
}

/** Reads the pieces, on the thread that writes rows. `rowOf` reads a row from its text, where somebody has to see it. */
export class CarriedPieces<Rest extends object> {
  readonly #carried: Carried
  readonly #rowOf: (text: CarriedRow[0], carried: Carried) => Record<string, unknown> | null

  constructor(
    carried: Carried,
    rowOf: (text: CarriedRow[0], carried: Carried) => Record<string, unknown> | null,
  ) {
    this.#carried = carried
    this.#rowOf = rowOf
  }

  get count(): number {
    return this.#carried.ends.length
  }

  at(index: number): Rest & Readonly<{ rows: readonly CloudRow[] }> {
    const { pieces, ends } = this.#carried
    const from = ends[index - 1] ?? 0
    const text = Buffer.from(pieces.buffer, from, (ends[index] ?? from) - from).toString('utf8')
    const { carried, firstPacked, ...rest } = JSON.parse(text) as Written<Rest>
    let packed = firstPacked
    const rows = carried.map((row): CloudRow => {
      const [place, type, id, version, patient, seq, isGone, prepared] = row
      const about = { type, id, version, ...(patient !== null && { patient }), ...(seq !== null && { seq }) }
      if (isGone === 1) return { ...about, row: null }
      if (prepared && prepared.packedAt >= 0) {
        prepared.values[prepared.packedAt] = this.#packedAt(packed) as never
        packed += 1
      }
      return new ReadLater(about, prepared, () => this.#rowOf(place, this.#carried))
    })
    return { ...(rest as unknown as Rest), rows }
  }

  #packedAt(index: number): Uint8Array {
    const { packed, packedEnds } = this.#carried
    return packed.subarray(packedEnds[index - 1] ?? 0, packedEnds[index] ?? 0)
  }
}

class ReadLater implements CloudRow {
  readonly type: string
  readonly id: string
  readonly version: number
  readonly patient: string | null
  readonly seq: number
  readonly prepared?: Prepared
  readonly #read: () => Record<string, unknown> | null
  #row: Record<string, unknown> | null = null

  constructor(
    { type, id, version, patient = null, seq = 0 }: Omit<CloudRow, 'row' | 'prepared'>,
    prepared: Prepared | null,
    read: () => Record<string, unknown> | null,
  ) {
    this.type = type
    this.id = id
    this.version = version
    this.patient = patient
    this.seq = seq
    if (prepared) this.prepared = prepared
    this.#read = read
  }

  get row(): Record<string, unknown> | null {
    this.#row ??= this.#read()
    return this.#row
  }
}

function oneAfterTheOther(
  parts: readonly Uint8Array[],
): [bytes: Uint8Array<ArrayBuffer>, ends: Uint32Array<ArrayBuffer>] {
  const bytes = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0))
  const ends = new Uint32Array(parts.length)
  let at = 0
  for (const [index, each] of parts.entries()) {
    bytes.set(each, at)
    at += each.length
    ends[index] = at
  }
  return [bytes, ends]
}
