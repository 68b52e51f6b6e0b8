/** One file of an import, its resources prepared one after the other. */
import { Refused } from '../../shared/exchange/refusal.ts'
import { takeGrowthTable, type GrowthOutcome } from './take-growth-table.ts'
import type { SourceFile } from './find-files.ts'
import { prepare, type Prepared, type Preparing } from './prepare.ts'
import { readResources, type Raw } from './read-resources.ts'

export type Outcome = Prepared | GrowthOutcome

/** What became of one resource, or of a file of growth reference tables. */
export type Taken = Readonly<{
  outcome: Outcome
  file: SourceFile
  /** Its place in the file, from 0. */
  ordinal: number
  /** How much of the file on disk has been read by now. */
  read: number
}>

export type Taking = AsyncGenerator<Taken, 'fhir' | 'not-fhir'>

/** `wanted`: which resources of the file, by their ordinal; all where it is null. */
export async function* takeFile(
  file: SourceFile,
  importId: string,
  by: Preparing,
  wanted: Readonly<{ has(ordinal: number): boolean }> | null = null,
): Taking {
  if (file.form === 'growth-table') {
    yield { outcome: await takeGrowthTable(file), file, ordinal: 0, read: file.bytes }
    return 'fhir'
  }
  const reading = readResources(file)
  let step = await reading.next()
  for (let ordinal = 0; !step.done; ordinal += 1) {
    const raw = step.value
    if (!wanted || wanted.has(ordinal))
      yield { outcome: await take(raw, file, importId, by), file, ordinal, read: raw.read }
    step = await reading.next()
  }
  return step.value
}

async function take(raw: Raw, file: SourceFile, importId: string, by: Preparing): Promise<Outcome> {
  const about = { resourceType: '' }
  try {
    return await prepare(raw, { file: file.name, importId }, about, by)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { reason, detail } = error
    const path = [raw.path || about.resourceType, error.path].filter(Boolean).join('.')
    const { resourceType } = about
    return {
      kind: 'refused',
      refusal: { file: file.name, line: raw.line, resourceType, path, reason, detail },
    }
  }
}
