/** What came with an import inside of Holdfast: text as text, pictures as pictures. Nothing is ever handed to another program. */
import { lazy, Suspense, useMemo } from 'react'
import { getDocumentContent } from '../../shared/exchange/get-document-content.ts'
import { bytesOf } from '../kernel/bytes.ts'
import { useAsk } from '../kernel/queries.ts'
import { PictureView } from './picture-view.tsx'
import { readableText } from './readable-text.ts'
import { Answered } from './section.tsx'
import classes from './split.module.css'

const PdfView = lazy(() => import('./pdf-view.tsx'))

type ContentProps = { patientId: string; documentId: string; attachment: number }

export function Content({ patientId, documentId, attachment }: ContentProps) {
  const answer = useAsk(getDocumentContent, { patientId, documentId, attachment })
  return (
    <Answered<typeof getDocumentContent> answer={answer}>
      {({ contentType, title, size, text, base64 }) => {
        if (text !== null)
          return (
            <pre className={classes['text']}>{/html|xml/i.test(contentType) ? readableText(text) : text}</pre>
          )
        if (/^image\/(png|jpeg|gif|webp|bmp)$/i.test(contentType) && base64 !== null)
          return <Picture base64={base64} type={contentType} title={title} />
        if (/pdf/i.test(contentType) && base64 !== null) return <Pdf base64={base64} title={title} />
        return (
          <p>
            {contentType || 'Unknown kind'}, {size.toLocaleString('en-US')} bytes. Holdfast keeps it as it
            came; this kind cannot be shown yet.
          </p>
        )
      }}
    </Answered>
  )
}

function Picture({ base64, type, title }: { base64: string; type: string; title: string }) {
  const picture = useMemo(() => new Blob([bytesOf(base64)], { type }), [base64, type])
  return <PictureView picture={picture} title={title} />
}

function Pdf({ base64, title }: { base64: string; title: string }) {
  const source = useMemo(() => ({ data: bytesOf(base64) }), [base64])
  return (
    <Suspense fallback={null}>
      <PdfView source={source} title={title} />
    </Suspense>
  )
}
