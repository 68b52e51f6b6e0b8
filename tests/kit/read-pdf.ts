/** What stands on the pages of a PDF, as a reader of it finds it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type PdfText = Readonly<{ text: string; x: number; y: number; height: number; width: number }>
export type PdfPage = Readonly<{ number: number; texts: readonly PdfText[]; text: string }>

/** Every page with its texts, from the top; `y` is of the base line, from the top of the page, in points. */
export async function readPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    useSystemFonts: false,
    isEvalSupported: false,
  } as never)
  const pdf = await task.promise
  const pages: PdfPage[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const texts = items.flatMap((item) =>
      'str' in item && item.str.trim() !== ''
        ? [
            {
              text: item.str,
              x: Number(item.transform[4]),
              y: height - Number(item.transform[5]),
              height: item.height,
              width: item.width,
            },
          ]
        : [],
    )
    pages.push({ number, texts, text: texts.map(({ text }) => text).join('\n') })
  }
  await task.destroy()
  return pages
}
