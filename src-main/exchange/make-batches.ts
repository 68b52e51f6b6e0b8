/** Reads all files of an import and makes batches of what it finds: the worker's whole work, without its thread. */
import { BatchMaker } from './batch.ts'
import { findFiles, type SourceFile } from './find-files.ts'
import { Ordinals } from './ordinals.ts'
import type { Patients, Preparing } from './prepare.ts'
import { rowIds } from './row-id.ts'
import { takeFile, type Taken } from './take-file.ts'
import { takeTogether } from './take-together.ts'
import type { Batch, WorkerStart } from './worker-protocol.ts'

/** Files read at the same time: each takes some memory, and a place among those a process may have open. */
const mostTogether = 32

type Made = { batch: Batch; transfer: ArrayBuffer[] }

export async function* makeBatches(start: WorkerStart, find: Patients['find']): AsyncGenerator<Made> {
  yield* new Making(start, await findFiles(start.root), find).batches()
}

class Making {
  readonly #start: WorkerStart
  readonly #files: readonly SourceFile[]
  readonly #by: Preparing
  readonly #batch = new BatchMaker()
  /** Patients met in this import, and the how-manieth each was. */
  readonly #seen = new Map<string, number>()
  /** What waits for the second look. */
  readonly #waiting = new Map<SourceFile, Ordinals>()
  #later = 0
  /** How much of each file has been read. */
  readonly #read = new Map<SourceFile, number>()
  readonly #total: number
  #readAll = 0
  #reading = ''

  constructor(start: WorkerStart, files: readonly SourceFile[], find: Patients['find']) {
    this.#start = start
    this.#files = files
    this.#total = files.reduce((sum, file) => sum + file.bytes, 0)
    this.#by = {
      source: start.source,
      receivedAt: start.receivedAt,
      rowId: rowIds(start.source),
      patients: { seen: (id) => this.#seen.has(id), find },
      last: false,
    }
  }

  async *batches(): AsyncGenerator<Made> {
    for (const group of groupsOf(this.#files)) {
      this.#reading = group.length === 1 ? (group[0]?.name ?? '') : `${group.length} files together`
      const taking = takeTogether(
        group,
        (file) => this.#open(file),
        (patientId) => this.#seen.get(patientId) ?? this.#seen.size,
        (file, what) => this.#close(file, what),
      )
      for await (const taken of taking) {
        this.#take(taken)
        if (this.#batch.isFull) yield this.#made('reading')
      }
    }
    yield* this.#secondLook()
    yield this.#made('second-look')
  }

  /** Whoever is not known by now is in the records already, or nowhere. */
  async *#secondLook(): AsyncGenerator<Made> {
    for (const [file, ordinals] of this.#waiting) {
      this.#reading = file.name
      const by = { ...this.#by, last: true }
      for await (const { outcome } of takeFile(file, this.#start.importId, by, ordinals)) {
        if (outcome.kind === 'refused') this.#batch.refuse(outcome.refusal)
        if (outcome.kind === 'ready') this.#batch.add(outcome.item, outcome.packed)
        this.#later -= 1
        if (this.#batch.isFull) yield this.#made('second-look')
      }
    }
  }

  #open(file: SourceFile) {
    this.#batch.countFile()
    return takeFile(file, this.#start.importId, this.#by)
  }

  #close(file: SourceFile, what: 'fhir' | 'not-fhir'): void {
    if (what === 'not-fhir') this.#batch.noteNotFhir(file.name)
    this.#note(file, file.bytes)
  }

  #note(file: SourceFile, read: number): void {
    this.#readAll += read - (this.#read.get(file) ?? 0)
    this.#read.set(file, read)
  }

  #take({ outcome, file, ordinal, read }: Taken): void {
    this.#note(file, read)
    if (outcome.kind === 'later') {
      this.#later += 1
      const waiting = this.#waiting.get(file) ?? new Ordinals()
      this.#waiting.set(file, waiting)
      waiting.add(ordinal)
    } else if (outcome.kind === 'refused') this.#batch.refuse(outcome.refusal)
    else if (outcome.kind === 'growth') this.#batch.addGrowthTables(outcome.growth)
    else {
      const { original } = outcome.item
      this.#batch.add(outcome.item, outcome.packed)
      if (original.resourceType === 'Patient' && !this.#seen.has(original.id))
        this.#seen.set(original.id, this.#seen.size)
    }
  }

  #made(phase: Batch['progress']['phase']): Made {
    return this.#batch.close({
      part: this.#total === 0 ? 1 : Math.min(1, this.#readAll / this.#total),
      file: this.#reading,
      later: this.#later,
      phase,
    })
  }
}

/** Files that are read together: those with a resource a line that hold no patients. Every other is read by itself. */
function groupsOf(files: readonly SourceFile[]): SourceFile[][] {
  const groups: SourceFile[][] = []
  for (const file of files) {
    const last = groups.at(-1)
    if (last && file.joins && last[0]?.joins && last.length < mostTogether) last.push(file)
    else groups.push([file])
  }
  return groups
}
