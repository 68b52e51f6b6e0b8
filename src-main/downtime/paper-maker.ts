/** Lays out the downtime pack on a second thread: who works meanwhile waits for none of it. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/kernel/errors.ts'
import { endThread } from '../store/end-thread.ts'
import { threadFile } from '../store/thread-file.ts'
import type { PackContent } from './pack-content.ts'
import type { Paper } from './paper/make-paper.ts'
import type { FontFiles } from './paper/typeface.ts'

export type ToPaper = Readonly<{ content: PackContent; fonts: FontFiles }>
export type FromPaper = Readonly<{ paper: Paper }>

const workerFile = (): string => threadFile('downtime-worker')

const weights = { regular: 400, bold: 700 } as const
/** The typeface of the screens, whole: names come from anywhere. Beside the built files, or in its package. */
const fontFile = (weight: number): string =>
  workerFile().endsWith('.ts')
    ? createRequire(import.meta.url).resolve(`@fontsource/roboto/files/roboto-all-${weight}-normal.woff`)
    : join(dirname(workerFile()), 'fonts', `roboto-${weight}.woff`)

async function readFonts(): Promise<FontFiles> {
  const [regular, bold] = await Promise.all([
    readFile(fontFile(weights.regular)),
    readFile(fontFile(weights.bold)),
  ])
  return { regular: new Uint8Array(regular), bold: new Uint8Array(bold) }
}

export class PaperMaker {
  #worker: Worker | null = null

  /** One at a time. Throws `pack.not-made` where the thread fails, or is ended by `close`. */
  async make(content: PackContent): Promise<Paper> {
    const fonts = await readFonts()
    const worker = new Worker(workerFile(), { execArgv: [], env: {} })
    this.#worker = worker
    try {
      return await new Promise<Paper>((resolve, reject) => {
        const failed = () => reject(new AppError('Unavailable', 'pack.not-made'))
        worker.on('message', ({ paper }: FromPaper) => resolve(paper))
        worker.on('error', failed)
        worker.on('exit', failed)
        const asked: ToPaper = { content, fonts }
        worker.postMessage(asked, [fonts.regular.buffer as ArrayBuffer, fonts.bold.buffer as ArrayBuffer])
      })
    } finally {
      // what it was told of patients goes with it
      await endThread(worker)
      if (this.#worker === worker) this.#worker = null
    }
  }

  close(): void {
    if (this.#worker) void endThread(this.#worker)
    this.#worker = null
  }
}
