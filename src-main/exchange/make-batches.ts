/** Reads all files of an import and makes batches of what it finds: the worker's whole work, without its thread. */
import type { Refusal } from '../../shared/exchange/import-report.ts'
import { Refused } from '../../shared/exchange/refusal.ts'
import { BatchMaker } from './batch.ts'
import { findFiles, type SourceFile } from './find-files.ts'
import { prepare, type Patients, type Prepared, type Preparing } from './prepare.ts'
import { readResources, type Raw } from './read-resources.ts'
import { rowIds } from './row-id.ts'
import type { Batch, WorkerStart } from './worker-protocol.ts'

export async function* makeBatches(
  start: WorkerStart,
  find: Patients['find'],
): AsyncGenerator<{ batch: Batch; transfer: ArrayBuffer[] }> {
  const files = await findFiles(start.root)
  const total = files.reduce((sum, file) => sum + file.bytes, 0)
  const seen = new Set<string>()
  const by: Preparing = {
    source: start.source,
    receivedAt: start.receivedAt,
    rowId: rowIds(start.source),
    patients: { seen: (id) => seen.has(id), find },
    last: false,
  }
  const waiting = new Map<SourceFile, Ordinals>()
  const making = new BatchMaker()
  let later = 0
  let done = 0
  const progress = (file: SourceFile | undefined, read: number): Batch['progress'] => ({
    part: total === 0 ? 1 : Math.min(1, (done + read) / total),
    file: file?.name ?? '',
    later,
    phase: done === total ? 'second-look' : 'reading',
  })

  for (const file of files) {
    making.countFile()
    let ordinal = 0
    const reading = readResources(file)
    let step = await reading.next()
    for (; !step.done; step = await reading.next()) {
      const outcome = await take(step.value, file, start, by)
      if (outcome.kind === 'later') {
        later += 1
        ordinalsOf(waiting, file).add(ordinal)
      } else if (outcome.kind === 'refused') making.refuse(outcome.refusal)
      else {
        making.add(outcome.item, outcome.packed)
        if (outcome.item.original.resourceType === 'Patient') seen.add(outcome.item.original.id)
      }
      ordinal += 1
      if (making.isFull) yield making.close(progress(file, step.value.read))
    }
    if (step.value === 'not-fhir') making.noteNotFhir(file.name)
    done += file.bytes
  }

  // whoever is not known by now is in the records already, or nowhere
  for (const [file, ordinals] of waiting) {
    let ordinal = 0
    for await (const raw of readResources(file)) {
      if (ordinals.has(ordinal)) {
        const outcome = await take(raw, file, start, { ...by, last: true })
        if (outcome.kind === 'refused') making.refuse(outcome.refusal)
        if (outcome.kind === 'ready') making.add(outcome.item, outcome.packed)
        later -= 1
      }
      ordinal += 1
      if (making.isFull) yield making.close(progress(file, 0))
    }
  }
  yield making.close(progress(undefined, 0))
}

async function take(
  raw: Raw,
  file: SourceFile,
  start: WorkerStart,
  by: Preparing,
): Promise<Prepared | Readonly<{ kind: 'refused'; refusal: Refusal }>> {
  const about = { resourceType: '' }
  try {
    return await prepare(raw, { file: file.name, importId: start.importId }, about, by)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { reason, detail } = error
    const path = [raw.path || about.resourceType, error.path].filter(Boolean).join('.')
    return {
      kind: 'refused',
      refusal: {
        file: file.name,
        line: raw.line,
        resourceType: about.resourceType,
        path,
        reason,
        detail,
      },
    }
  }
}

/** Which resources of a file, by their place in it; neighbours are kept as one stretch. */
class Ordinals {
  readonly #stretches: { from: number; to: number }[] = []
  #at = 0

  /** In growing order. */
  add(ordinal: number): void {
    const last = this.#stretches.at(-1)
    if (last?.to === ordinal) last.to += 1
    else this.#stretches.push({ from: ordinal, to: ordinal + 1 })
  }

  /** Asked in growing order too. */
  has(ordinal: number): boolean {
    while ((this.#stretches[this.#at]?.to ?? Infinity) <= ordinal) this.#at += 1
    return (this.#stretches[this.#at]?.from ?? Infinity) <= ordinal
  }
}

function ordinalsOf(waiting: Map<SourceFile, Ordinals>, file: SourceFile): Ordinals {
  const known = waiting.get(file)
  if (known) return known
  const made = new Ordinals()
  waiting.set(file, made)
  return made
}
