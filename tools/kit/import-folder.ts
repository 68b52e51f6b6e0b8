/** Imports a folder as the screen does: through the same door, with the same report. */
import { chooseFolder } from '../../shared/exchange/choose-folder.ts'
import { getImport } from '../../shared/exchange/get-import.ts'
import { ImportNews, type ImportProgress, type Refusal } from '../../shared/exchange/import-report.ts'
import { cancelImport, startImport } from '../../shared/exchange/start-import.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Workstation } from './workstation.ts'

export type ImportOptions = Readonly<{
  /** Who the data is from; unnamed unless said. */
  source?: string
  /** Hears at most four times a second how far it is. */
  onProgress?(progress: ImportProgress): void
  /** Aborted: the import ends after the batch it is at, and what is in stays. */
  signal?: AbortSignal
}>

export type Imported = Omit<OutputOf<typeof getImport>, 'progress' | 'refusals'> &
  Readonly<{
    /** How many were refused; `refusals` lists the first ten thousand of them. */
    refused: number
    refusals: readonly Refusal[]
  }>

/**
 * Imports `folder`, or one file, into a workstation somebody is signed in to, and resolves when it is over, however it
 * ended (`run.state`). Throws AppError: `import.folder-unreadable`, `import.running`, and what the door refuses.
 */
export async function importFolder(
  desk: Workstation,
  folder: string,
  options: ImportOptions = {},
): Promise<Imported> {
  desk.folder = folder
  const { choice } = await desk.call(chooseFolder, {})
  if (!choice) throw new Error('the folder dialog gave nothing')
  const over = Promise.withResolvers<void>()
  let importId: string | null = null
  const hear = (event: string, value: unknown) => {
    if (event !== 'import') return
    const news = ImportNews.parse(value)
    if (news.progress) options.onProgress?.(news.progress)
    if (news.state !== 'running') over.resolve()
  }
  const cancel = () => {
    // over already: then there is nothing to cancel
    if (importId !== null) void desk.call(cancelImport, { importId }).catch(() => undefined)
  }
  const deaf = desk.listen(hear)
  options.signal?.addEventListener('abort', cancel)
  try {
    ;({ importId } = await desk.call(startImport, { token: choice.token, source: options.source ?? '' }))
    if (options.signal?.aborted) cancel()
    await over.promise
    return await reportOf(desk, importId)
  } finally {
    deaf()
    options.signal?.removeEventListener('abort', cancel)
  }
}

const pageSize = 500

async function reportOf(desk: Workstation, importId: string): Promise<Imported> {
  const refusals: Refusal[] = []
  for (;;) {
    const page = { importId, refusalsFrom: refusals.length, refusalsLimit: pageSize }
    const { run, report, refusals: found } = await desk.call(getImport, page)
    refusals.push(...found.lines)
    if (found.lines.length < pageSize) return { run, report, refused: found.total, refusals }
  }
}
