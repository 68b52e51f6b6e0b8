import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { listDocuments } from '../../shared/charting/list-documents.ts'
import { getDocumentContent } from '../../shared/exchange/get-document-content.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk } from '../kernel/queries.ts'
import { readableText } from './readable-text.ts'
import { Answered, ListSection } from './section.tsx'
import { Split } from './split.tsx'
import { statusText } from './status-words.ts'
import classes from './split.module.css'

const PdfView = lazy(() => import('./pdf-view.tsx'))

type Document = OutputOf<typeof listDocuments>['documents'][number]
const titleOf = (row: Document) => row.title || row.kind || 'Document'

const columns: readonly Column<Document>[] = [
  { id: 'date', head: 'Date', width: '104px', value: (row) => row.date, cell: (row) => dateText(row.date) },
  { id: 'title', head: 'Document', value: titleOf },
  { id: 'kind', head: 'Kind', width: '22%', value: (row) => (row.title ? row.kind : row.category) },
  { id: 'author', head: 'Author', width: '16%', value: (row) => row.author },
  { id: 'status', head: 'Status', width: '110px', value: (row) => statusText(row.status) },
]
const narrow = columns.slice(0, 2)

export function DocumentsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listDocuments, { patientId })
  const [opened, setOpened] = useState<Document | null>(null)
  return (
    <Answered<typeof listDocuments> answer={answer}>
      {({ documents }) => (
        <Split
          title={opened ? `${titleOf(opened)}, ${dateText(opened.date)}` : ''}
          onClose={() => setOpened(null)}
          detail={opened && <Attachments key={opened.id} patientId={patientId} document={opened} />}
          list={
            <ListSection<Document>
              selected={opened?.id ?? null}
              title="Documents"
              patientId={patientId}
              rows={documents}
              columns={opened ? narrow : columns}
              rowKey={(row) => row.id}
              onOpen={setOpened}
              dim={(row) => row.status === 'superseded' || row.status === 'entered-in-error'}
              nothing="No document has been filed."
            />
          }
        />
      )}
    </Answered>
  )
}

function Attachments({ patientId, document }: { patientId: string; document: Document }) {
  const [index, setIndex] = useState(0)
  if (document.attachments.length === 0) return <p>This document came without content.</p>
  return (
    <>
      {document.attachments.length > 1 && (
        <SegmentedControl
          mb="md"
          aria-label="Attachment"
          value={String(index)}
          onChange={(value) => setIndex(Number(value))}
          data={document.attachments.map((each, at) => ({
            value: String(at),
            label: each.title || each.contentType || `No. ${at + 1}`,
          }))}
        />
      )}
      {document.attachments[index]?.held === 'elsewhere' ? (
        <p>The content of this document was not part of what was imported; only the entry was.</p>
      ) : (
        <Content patientId={patientId} documentId={document.id} attachment={index} />
      )}
    </>
  )
}

type ContentProps = { patientId: string; documentId: string; attachment: number }

/** An attachment inside of Holdfast: text as text, pictures as pictures. Nothing is ever handed to another program. */
export function Content({ patientId, documentId, attachment }: ContentProps) {
  const answer = useAsk(getDocumentContent, { patientId, documentId, attachment })
  return (
    <Answered<typeof getDocumentContent> answer={answer}>
      {(content) => {
        if (content.text !== null)
          return (
            <pre className={classes['text']}>
              {/html|xml/i.test(content.contentType) ? readableText(content.text) : content.text}
            </pre>
          )
        if (/^image\/(png|jpeg|gif|webp|bmp)$/i.test(content.contentType) && content.base64 !== null)
          return <Picture base64={content.base64} type={content.contentType} title={content.title} />
        if (/pdf/i.test(content.contentType) && content.base64 !== null)
          return (
            <Suspense fallback={null}>
              <PdfView base64={content.base64} title={content.title} />
            </Suspense>
          )
        return (
          <p>
            {content.contentType || 'Unknown kind'}, {content.size.toLocaleString('en-US')} bytes. Holdfast
            keeps it as it came; this kind cannot be shown yet.
          </p>
        )
      }}
    </Answered>
  )
}

function Picture({ base64, type, title }: { base64: string; type: string; title: string }) {
  const url = useMemo(
    () =>
      URL.createObjectURL(
        new Blob([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], { type }),
      ),
    [base64, type],
  )
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  return <img className={classes['image']} src={url} alt={title || 'Attachment'} />
}
