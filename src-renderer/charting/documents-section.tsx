import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { listDocuments } from '../../shared/charting/list-documents.ts'
import type { Column } from '../kernel/data-table.tsx'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { useAsk } from '../kernel/queries.ts'
import { AddDocument } from './add-document.tsx'
import { useAdding } from './adding.ts'
import { DropFiles } from './drop-files.tsx'
import { useFiles, wordsOfAll, type Document, type FileOf } from './files.ts'
import { OneDocument } from './one-document.tsx'
import { Answered, ListSection } from './section.tsx'
import { Split } from './split.tsx'
import { statusText } from './status-words.ts'
import classes from './documents.module.css'

const titleOf = (row: Document) => row.title || row.kind || 'Document'
const dateOf = (row: Document) => row.date ?? row.addedAt ?? null

const columnsFor = (fileOf: FileOf): readonly Column<Document>[] => [
  { id: 'date', head: 'Date', width: '104px', value: dateOf, cell: (row) => dateText(dateOf(row)) },
  { id: 'title', head: 'Document', value: titleOf },
  { id: 'kind', head: 'Kind', width: '18%', value: (row) => (row.title ? row.kind : row.category) },
  { id: 'author', head: 'Author', width: '15%', value: (row) => row.author || row.addedByName },
  { id: 'status', head: 'Status', width: '120px', value: (row) => statusText(row.status) },
  {
    id: 'file',
    head: 'File',
    width: '140px',
    value: (row) => wordsOfAll(row, fileOf)?.short ?? '',
    cell: (row) => {
      const words = wordsOfAll(row, fileOf)
      return (
        <span className={classes['file']} data-tone={words?.tone} title={words?.long}>
          {words?.short}
        </span>
      )
    },
  },
]

/** The documents of a chart: those that came with an import, and those that were added here or at another workstation. */
export function DocumentsSection({ patientId }: { patientId: string }) {
  const answer = useAsk(listDocuments, { patientId })
  const fileOf = useFiles(patientId)
  const mayAdd = useMe().can('chart.write')
  const adding = useAdding()
  const [openedId, setOpened] = useState<string | null>(null)
  const [dropped, setDropped] = useState<readonly File[]>([])
  const isAdding = mayAdd && adding.patientId === patientId
  const columns = useMemo(() => columnsFor(fileOf), [fileOf])
  const begin = () => {
    setOpened(null)
    adding.begin(patientId)
  }
  const open = (documentId: string | null) => {
    adding.end()
    setOpened(documentId)
  }
  useHotkeys(mayAdd ? [['alt+d', begin]] : [], [])
  return (
    <Answered<typeof listDocuments> answer={answer}>
      {({ documents }) => {
        const opened = documents.find(({ id }) => id === openedId)
        const title = isAdding
          ? 'Add a document'
          : opened
            ? `${titleOf(opened)}, ${dateText(dateOf(opened))}`
            : ''
        return (
          <DropFiles
            enabled={mayAdd}
            onFiles={(files) => {
              setDropped(files)
              begin()
            }}
          >
            <Split
              title={title}
              onClose={() => open(null)}
              detail={
                isAdding ? (
                  <AddDocument
                    key={patientId}
                    patientId={patientId}
                    dropped={dropped}
                    onTaken={() => setDropped([])}
                    onDone={open}
                  />
                ) : opened ? (
                  <OneDocument key={opened.id} patientId={patientId} document={opened} fileOf={fileOf} />
                ) : null
              }
              list={
                <ListSection<Document>
                  selected={isAdding ? null : openedId}
                  title="Documents"
                  entries="document"
                  patientId={patientId}
                  rows={documents}
                  columns={isAdding || opened ? columns.slice(0, 2) : columns}
                  rowKey={(row) => row.id}
                  onOpen={(row) => open(row.id)}
                  dim={(row) => row.status === 'superseded' || row.status === 'entered-in-error'}
                  tools={mayAdd && <AddButton onClick={begin} />}
                  nothing="No document has been filed."
                />
              }
            />
          </DropFiles>
        )
      }}
    </Answered>
  )
}

function AddButton({ onClick }: { onClick(): void }) {
  return (
    <Button
      leftSection={<IconPlus size={14} />}
      title="Add a document (Alt D), or drop it here"
      onClick={onClick}
    >
      Add document
    </Button>
  )
}
