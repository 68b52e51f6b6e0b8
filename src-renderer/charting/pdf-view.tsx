/** A PDF, drawn page by page inside of the sandboxed page: no plug-in, no other program, no file. */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import classes from './pdf-view.module.css'

/** The parser's other half runs in this thread: a worker of its own would need a script URL, which the page refuses. */
async function openPdf(base64: string): Promise<PDFDocumentProxy> {
  const scope = globalThis as { pdfjsWorker?: unknown }
  // oxlint-disable-next-line import/extensions -- the package's own file
  scope.pdfjsWorker ??= await import('pdfjs-dist/build/pdf.worker.mjs')
  const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
  return getDocument({
    data,
    useWorkerFetch: false,
    useSystemFonts: true,
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
    disableAutoFetch: true,
  }).promise
}

export default function PdfView({ base64, title }: { base64: string; title: string }) {
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    let opened: PDFDocumentProxy | null = null
    openPdf(base64).then(
      (document) => {
        opened = document
        if (gone) void document.loadingTask.destroy()
        else setPdf(document)
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      void opened?.loadingTask.destroy()
    }
  }, [base64])
  if (failed) return <p>This PDF is damaged and cannot be shown. It is kept as it came.</p>
  if (!pdf) return null
  return (
    <div className={classes['pages']}>
      {Array.from({ length: pdf.numPages }, (_, index) => (
        <PdfPage key={index} pdf={pdf} number={index + 1} title={title} />
      ))}
    </div>
  )
}

function PdfPage({ pdf, number, title }: { pdf: PDFDocumentProxy; number: number; title: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop = () => {}
    void pdf.getPage(number).then(async (page) => {
      const element = canvas.current
      if (!element) return
      const width = element.parentElement?.clientWidth ?? 600
      const scale = (width / page.getViewport({ scale: 1 }).width) * devicePixelRatio
      const viewport = page.getViewport({ scale })
      element.width = viewport.width
      element.height = viewport.height
      const drawing = page.render({ canvas: element, viewport })
      stop = () => drawing.cancel()
      await drawing.promise.catch(() => undefined)
    })
    return () => stop()
  }, [pdf, number])
  return (
    <canvas
      ref={canvas}
      className={classes['page']}
      role="img"
      aria-label={`${title || 'Document'}, page ${number} of ${pdf.numPages}`}
    />
  )
}
