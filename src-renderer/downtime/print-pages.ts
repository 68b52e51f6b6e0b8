/** Prints pages of the pack: each as a picture, sharp enough for paper, because a page cannot hand a file to a printer. */
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { printPack } from '../../shared/downtime/print-pack.ts'
import type { PageRange } from '../../shared/downtime/pack.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { bytesOf } from '../kernel/bytes.ts'
import { run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { wordsFor } from '../kernel/words.ts'

/** A letter page, 8.5 inches, at 220 dots an inch. */
const dotsWide = 1870

/** Pictures of pages, ready for the printer: the number of the first, and when they were. */
export type Sheets = Readonly<{ urls: readonly string[]; from: number; at: string }>

export function usePrintPages(base64: string) {
  const [progress, setProgress] = useState<Readonly<{ done: number; total: number }> | null>(null)
  const [sheets, setSheets] = useState<Sheets | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  // when the printer has them, or whoever printed has gone elsewhere
  useEffect(() => {
    if (!sheets) return undefined
    const done = () => setSheets(null)
    globalThis.addEventListener('afterprint', done)
    return () => {
      globalThis.removeEventListener('afterprint', done)
      for (const url of sheets.urls) URL.revokeObjectURL(url)
    }
  }, [sheets])

  const print = async (pages: PageRange): Promise<void> => {
    const ended = new AbortController()
    stop.current = ended
    const urls: string[] = []
    try {
      await drawAll(base64, pages, ended.signal, (url) => {
        urls.push(url)
        setProgress({ done: urls.length, total: pages.to - pages.from + 1 })
      })
      // recorded first, or not printed
      await run(printPack, pages)
      flushSync(() => setSheets({ urls, from: pages.from, at: new Date().toISOString() }))
      await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))
      globalThis.print()
    } catch (error) {
      for (const url of urls) URL.revokeObjectURL(url)
      if (!ended.signal.aborted)
        notify(wordsFor(error instanceof AppError ? error : new AppError('Bug', 'unexpected')), 'problem')
    } finally {
      setProgress(null)
    }
  }
  return { progress, sheets, print, cancel: () => stop.current?.abort() }
}

/** Draws pages one after the other, each on the same canvas, and gives the picture of each. */
async function drawAll(
  base64: string,
  { from, to }: PageRange,
  signal: AbortSignal,
  drawn: (url: string) => void,
): Promise<void> {
  const { drawPage, openPdf } = await import('../charting/pdf-file.ts')
  const pdf = await openPdf({ data: bytesOf(base64) })
  const canvas = document.createElement('canvas')
  try {
    for (let number = from; number <= to; number += 1) {
      signal.throwIfAborted()
      const page = await pdf.getPage(number)
      await drawPage(page, canvas, dotsWide).promise
      page.cleanup()
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
      signal.throwIfAborted()
      if (picture) drawn(URL.createObjectURL(picture))
    }
  } finally {
    canvas.width = 0
    void pdf.loadingTask.destroy()
  }
}
