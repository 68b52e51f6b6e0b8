/** Opens a PDF inside of the sandboxed page: no plug-in, no other program, no file. */
import {
  PDFDataRangeTransport,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  type RenderTask,
} from 'pdfjs-dist'

/** All of its bytes, or a way to any of them: of a long scan only the pages that are looked at are read. */
export type PdfSource = Readonly<{ data: Uint8Array<ArrayBuffer> }> | RangedSource
type RangedSource = Readonly<{
  size: number
  read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>
}>

/** What is asked for at once, in bytes. */
const askedBytes = 512 * 1024

/**
 * `failed` is called where a part of it cannot be had later. The parser's other half runs in this thread: a worker of its own
 * would need a script URL, which the page refuses.
 */
export async function openPdf(source: PdfSource, failed: () => void = () => {}): Promise<PDFDocumentProxy> {
  const scope = globalThis as { pdfjsWorker?: unknown }
  // oxlint-disable-next-line import/extensions -- the package's own file
  scope.pdfjsWorker ??= await import('pdfjs-dist/build/pdf.worker.mjs')
  return getDocument({
    ...('data' in source
      ? // the parser keeps what it is given
        { data: source.data.slice() }
      : { range: new Ranges(source, failed), rangeChunkSize: askedBytes, disableStream: true }),
    useWorkerFetch: false,
    useSystemFonts: true,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
    disableAutoFetch: true,
  }).promise
}

class Ranges extends PDFDataRangeTransport {
  readonly #source: RangedSource
  readonly #failed: () => void

  constructor(source: RangedSource, failed: () => void) {
    super(source.size, null)
    this.#source = source
    this.#failed = failed
  }

  override requestDataRange(begin: number, end: number): void {
    this.#source.read(begin, end).then(
      (bytes) => this.onDataRange(begin, bytes),
      () => this.#failed(),
    )
  }
}

/** Begins to draw a page, `width` pixels wide. Ends when the drawing it returns does; `cancel` ends it before. */
export function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number): RenderTask {
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width })
  canvas.width = viewport.width
  canvas.height = viewport.height
  return page.render({ canvas, viewport })
}
