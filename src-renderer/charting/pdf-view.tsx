/** A PDF, drawn page by page. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { beforePrinting } from '../kernel/before-printing.ts'
import { drawPage, openPdf, type PdfSource } from './pdf-file.ts'
import classes from './pdf-view.module.css'

type Props = Readonly<{
  /** The same object for as long as it is the same file. */
  source: PdfSource
  title: string
  onPages?(count: number): void
  /** Pages far from what is in sight are given up again, and none is drawn for the printer: for what is very long. */
  givesUp?: boolean
  /** The page that is brought into sight; a new object brings it there again. */
  at?: Readonly<{ page: number }>
}>

export default function PdfView({ source, title, onPages, givesUp = false, at }: Props) {
  const [opened, setOpened] = useState<Readonly<{ pdf: PDFDocumentProxy; ratio: number }> | null>(null)
  const [failed, setFailed] = useState(false)
  const pages = useRef<HTMLDivElement>(null)
  const told = useRef(onPages)
  told.current = onPages
  useEffect(() => {
    let gone = false
    let pdf: PDFDocumentProxy | null = null
    const fail = () => setFailed(!gone)
    const open = async () => {
      pdf = await openPdf(source, fail)
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 })
      if (gone) return void pdf.loadingTask.destroy()
      setOpened({ pdf, ratio: width / height })
      return told.current?.(pdf.numPages)
    }
    open().catch(fail)
    return () => {
      gone = true
      void pdf?.loadingTask.destroy()
    }
  }, [source])
  useEffect(() => {
    if (opened && at) pages.current?.children[at.page - 1]?.scrollIntoView({ block: 'start' })
  }, [opened, at])
  if (failed) return <p>This PDF is damaged and cannot be shown. It is kept as it came.</p>
  if (!opened) return null
  return (
    <div className={classes['pages']} ref={pages}>
      {Array.from({ length: opened.pdf.numPages }, (_, index) => (
        <PdfPage key={index} {...opened} number={index + 1} title={title} givesUp={givesUp} />
      ))}
    </div>
  )
}

type PageProps = Readonly<{
  pdf: PDFDocumentProxy
  /** Of the first page, width to height: what stands for this one until it is drawn. */
  ratio: number
  number: number
  title: string
  givesUp: boolean
}>

/** Drawn when it comes near to where one looks, and before it is printed. */
function PdfPage({ pdf, ratio, number, title, givesUp }: PageProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    const page = drawing(pdf, number, element)
    const near = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting) void page.draw()
        // a page of a long file takes some megabytes
        else if (givesUp) page.giveUp()
      },
      // what scrolls; of the window itself the margin would be cut off by it
      { root: element.closest('[data-scrolls]'), rootMargin: '200%' },
    )
    near.observe(element)
    const stopPreparing = givesUp ? () => {} : beforePrinting(page.draw)
    return () => {
      near.disconnect()
      stopPreparing()
      page.giveUp()
    }
  }, [pdf, number, givesUp])
  return (
    <canvas
      ref={canvas}
      className={classes['page']}
      style={{ aspectRatio: ratio }}
      role="img"
      aria-label={`${title || 'Document'}, page ${number} of ${pdf.numPages}`}
    />
  )
}

/** One page on one canvas, drawn once until it is given up. */
function drawing(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement) {
  let begun: Promise<void> | null = null
  let cancel = () => {}
  const paint = async (): Promise<void> => {
    let isWanted = true
    cancel = () => (isWanted = false)
    try {
      const page = await pdf.getPage(number)
      if (!isWanted) return
      const task = drawPage(page, canvas, (canvas.parentElement?.clientWidth ?? 600) * devicePixelRatio)
      canvas.style.aspectRatio = `${canvas.width} / ${canvas.height}`
      canvas.dataset['drawn'] = 'true'
      cancel = () => task.cancel()
      await task.promise
    } catch {
      // it was closed while it was drawn, or its bytes did not come: what there is of it stays
    }
  }
  return {
    draw: (): Promise<void> => (begun ??= paint()),
    giveUp(): void {
      cancel()
      begun = null
      canvas.width = 0
      delete canvas.dataset['drawn']
    },
  }
}
