/**
 * Several files at once, patient by patient. A bulk export has a file for each resource type, every one in the same
 * order of patients: read one after the other, each would come back to every patient's place in the store. Read
 * together, one patient's rows are written together, which writes half as many pages and leaves a chart in one piece.
 */
import type { SourceFile } from './find-files.ts'
import type { Taken, Taking } from './take-file.ts'

type Reader = { file: SourceFile; taking: Taking; head: Taken | null }

/**
 * What the files hold, in the order `orderOf` gives their patients as far as each file follows it; a file that has
 * another order is read all the same. `onEnd` hears of each file when it has been read.
 */
export async function* takeTogether(
  files: readonly SourceFile[],
  open: (file: SourceFile) => Taking,
  orderOf: (patientId: string) => number,
  onEnd: (file: SourceFile, what: 'fhir' | 'not-fhir') => void,
): AsyncGenerator<Taken> {
  const readers: Reader[] = []
  for (const file of files) readers.push({ file, taking: open(file), head: null })
  const advance = async (reader: Reader): Promise<void> => {
    const step = await reader.taking.next()
    reader.head = step.done ? null : step.value
    if (step.done) onEnd(reader.file, step.value)
  }
  for (const reader of readers) await advance(reader)
  for (;;) {
    let next: Reader | undefined
    let least = Infinity
    for (const reader of readers) {
      const order = reader.head ? placeOf(reader.head, orderOf) : Infinity
      if (order < least) [next, least] = [reader, order]
    }
    if (!next?.head) return
    yield next.head
    await advance(next)
  }
}

/** What belongs to nobody, and what is refused or put off, need not wait for anybody's turn. */
function placeOf({ outcome }: Taken, orderOf: (patientId: string) => number): number {
  const patientId = outcome.kind === 'ready' ? outcome.item.original.patientId : null
  return patientId === null ? -1 : orderOf(patientId)
}
