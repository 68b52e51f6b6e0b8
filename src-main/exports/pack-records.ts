/** Records of patients as the entries of an archive: NDJSON by type of resource, files, and a manifest that says what is in it and what not. */
import { createHash } from 'node:crypto'
import { missingText, type ExportFile, type Manifest } from '../../shared/exports/manifest.ts'
import type { BlobFolder } from '../blobs/blob-folder.ts'
import type { Reader } from '../store/reader.ts'
import { gatherRecord, type Piece } from './gather-record.ts'
import type { Entry } from './tar.ts'

export type About = Pick<
  Manifest,
  'exportId' | 'practice' | 'workstation' | 'madeAt' | 'madeBy' | 'recipient' | 'purpose' | 'request'
>

/** One patient: the record as whoever exports sees it, and how many entries they do not see. */
export type Chart = Readonly<{ patientId: string; read: Reader; withheld: number }>

export type Packing = Readonly<{
  about: About
  /** Null where a chart is left out. It is asked for before anything of it is read. */
  charts: AsyncIterable<Chart | null>
  blobs: BlobFolder
  /** How many bytes of lines are held at most before they go into the archive. */
  most?: number
}>

/** Of one patient all lines of a type are in one file; of many they go on in further ones. */
const usualMost = 16 * 1024 * 1024
const slice = 1024 * 1024

/** How far it has come; read while it runs. */
export class Tally {
  patients = 0
  readonly resources = { asReceived: 0, updated: 0, madeHere: 0 }
  readonly missing = { entries: 0, charts: 0, files: 0 }

  get all(): number {
    const { asReceived, updated, madeHere } = this.resources
    return asReceived + updated + madeHere
  }
}

export async function* packRecords(packing: Packing, tally: Tally): AsyncGenerator<Entry> {
  const { about, charts, blobs, most = usualMost } = packing
  const files: ExportFile[] = []
  const known = new Set<string>()
  const lines = new Lines(about.exportId, files)
  for await (const chart of charts) {
    if (!chart) {
      tally.missing.charts += 1
      continue
    }
    for (const piece of gatherRecord(chart.read, chart.patientId, known)) {
      if (piece.is === 'file') yield* fileEntry(piece, blobs, about.exportId, files, tally)
      else {
        count(piece, tally)
        lines.add(piece)
        if (lines.bytes >= most) yield* lines.take()
      }
    }
    tally.patients += 1
    tally.missing.entries += chart.withheld
  }
  yield* lines.take()
  const manifest: Manifest = {
    format: 'holdfast-export',
    version: 1,
    fhirVersion: '4.0.1',
    ...about,
    patients: tally.patients,
    resources: tally.resources,
    notIncluded: { ...tally.missing, note: missingText(tally.missing) },
    files,
  }
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  const { exportId } = about
  yield { name: `${exportId}/manifest-${exportId}.json`, size: bytes.length, bytes: [bytes] }
}

function count({ is }: Piece, { resources }: Tally): void {
  if (is === 'received') resources.asReceived += 1
  if (is === 'updated') resources.updated += 1
  if (is === 'made') resources.madeHere += 1
}

/** Lines by file, until there are enough of them. */
class Lines {
  bytes = 0
  readonly #of = new Map<string, Buffer[]>()
  readonly #taken = new Map<string, number>()
  readonly #exportId: string
  readonly #files: ExportFile[]

  constructor(exportId: string, files: ExportFile[]) {
    this.#exportId = exportId
    this.#files = files
  }

  add({ is, type, line }: Exclude<Piece, { is: 'file' }>): void {
    const name = is === 'before' ? `as-received-${type}` : type
    const bytes = Buffer.from(`${line}\n`)
    const present = this.#of.get(name)
    if (present) present.push(bytes)
    else this.#of.set(name, [bytes])
    this.bytes += bytes.length
  }

  *take(): Generator<Entry> {
    for (const [type, lines] of this.#of) {
      const n = (this.#taken.get(type) ?? 0) + 1
      this.#taken.set(type, n)
      const name = `${type}${n === 1 ? '' : `-${n}`}-${this.#exportId}.ndjson`
      const hash = createHash('sha256')
      let size = 0
      for (const line of lines) {
        hash.update(line)
        size += line.length
      }
      this.#files.push({ name, type, count: lines.length, bytes: size, sha256: hash.digest('hex') })
      yield { name: `${this.#exportId}/${name}`, size, bytes: lines }
    }
    this.#of.clear()
    this.bytes = 0
  }
}

/** What is not here is counted, and stays named in its document. */
async function* fileEntry(
  { name, sha, size }: Extract<Piece, { is: 'file' }>,
  blobs: BlobFolder,
  exportId: string,
  files: ExportFile[],
  tally: Tally,
): AsyncGenerator<Entry> {
  if (!blobs.has(sha)) {
    tally.missing.files += 1
    return
  }
  const reader = await blobs.open(sha)
  try {
    files.push({ name, type: 'file', count: 1, bytes: size, sha256: sha })
    yield {
      name: `${exportId}/${name}`,
      size,
      bytes: (async function* () {
        for (let at = 0; at < size; at += slice) yield await reader.read(at, Math.min(size, at + slice))
      })(),
    }
  } finally {
    await reader.close()
  }
}
