/** One document: what is known of it, its files, and whether it is right at all. */
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { markDocumentWrong, unmarkDocumentWrong } from '../../shared/charting/mark-document.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { EntryKinds } from '../privacy/marks.tsx'
import { EntryAmendments } from '../amendments/entry-amendments.tsx'
import { Content } from './content.tsx'
import { FileView } from './file-view.tsx'
import type { Document, FileOf } from './files.ts'
import classes from './documents.module.css'

type Props = { patientId: string; document: Document; fileOf: FileOf }
const said = { onError: (error: AppError) => notify(wordsFor(error), 'problem') }

export function OneDocument({ patientId, document, fileOf }: Props) {
  const [index, setIndex] = useState(0)
  const { note } = document
  return (
    <>
      <About patientId={patientId} document={document} where={fileOf(document, index)?.words.long ?? ''} />
      <EntryKinds
        patientId={patientId}
        type="document"
        entryId={document.id}
        title={document.title || document.kind || 'Document'}
      />
      {note && <p className={classes['note']}>{note}</p>}
      <EntryAmendments
        entries={[{ type: 'document', id: document.id, text: document.title || document.kind || 'Document' }]}
      />
      <Which document={document} index={index} onChoose={setIndex} />
      <File patientId={patientId} document={document} index={index} fileOf={fileOf} />
    </>
  )
}

/** More or longer names than these do not stand beside each other. */
const mostBeside = 4
const mostLetters = 60

function Which({
  document,
  index,
  onChoose,
}: {
  document: Document
  index: number
  onChoose(index: number): void
}) {
  const { attachments } = document
  if (attachments.length < 2) return null
  const data = attachments.map((each, at) => ({
    value: String(at),
    label: each.title || each.contentType || `No. ${at + 1}`,
  }))
  const letters = data.reduce((sum, { label }) => sum + label.length, 0)
  const shared = { mb: 'md', 'aria-label': 'Attachment', value: String(index), data }
  return data.length <= mostBeside && letters <= mostLetters ? (
    <SegmentedControl {...shared} onChange={(value) => onChoose(Number(value))} />
  ) : (
    <NativeSelect {...shared} onChange={(event) => onChoose(Number(event.currentTarget.value))} />
  )
}

function File({ patientId, document, index, fileOf }: Props & { index: number }) {
  const attachment = document.attachments[index]
  if (!attachment) return <p>This document came without content.</p>
  if (attachment.held === 'elsewhere')
    return <p>The content of this document was not part of what was imported; only the entry was.</p>
  if (!attachment.blob) return <Content patientId={patientId} documentId={document.id} attachment={index} />
  const file = fileOf(document, index)
  // where it is, is known within a frame; until then nothing is asked for
  if (!file) return null
  const { sha256 } = attachment.blob
  const title = attachment.title || document.title
  return <FileView key={sha256} {...file} patientId={patientId} sha256={sha256} title={title} />
}

function About({ patientId, document, where }: Omit<Props, 'fileOf'> & { where: string }) {
  const mayWrite = useMe().can('chart.write')
  const [marking, setMarking] = useState(false)
  const { kind, addedByName, addedAt, wrong, status } = document
  const added = addedAt && `Added ${dateTimeText(addedAt)}${addedByName && ` by ${addedByName}`}`
  const mayMark = mayWrite && status !== 'entered-in-error' && !marking
  return (
    <>
      {wrong && <Wrong patientId={patientId} document={document} mayWrite={mayWrite} />}
      <div className={classes['about']}>
        <p>{[kind, added, where.replace(/\.$/, '')].filter(Boolean).join(' · ')}</p>
        {mayMark && (
          <Button
            className="hf-no-print"
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={() => setMarking(true)}
          >
            Mark as entered in error
          </Button>
        )}
      </div>
      {marking && <Marking patientId={patientId} document={document} onDone={() => setMarking(false)} />}
    </>
  )
}

type Of = Readonly<{ patientId: string; document: Document }>

function Wrong({ patientId, document, mayWrite }: Of & { mayWrite: boolean }) {
  const unmark = useRun(unmarkDocumentWrong, said)
  const { id: documentId, version, wrong, wrongByName } = document
  if (!wrong) return null
  return (
    <div className={classes['wrong']} role="note">
      <p>
        <strong>Entered in error: {wrong.reason}</strong>
        <br />
        {[wrongByName, dateTimeText(wrong.at)].filter(Boolean).join(', ')}. It stays in the chart, and says
        so.
      </p>
      {mayWrite && (
        <Button
          className="hf-no-print"
          variant="default"
          loading={unmark.isPending}
          onClick={() => unmark.mutate({ patientId, documentId, version })}
        >
          It is right after all
        </Button>
      )}
    </div>
  )
}

function Marking({ patientId, document, onDone }: Of & { onDone(): void }) {
  const [reason, setReason] = useState('')
  const mark = useRun(markDocumentWrong, { ...said, onSuccess: onDone })
  const { id: documentId, version } = document
  return (
    <form
      className={`${classes['marking']} hf-no-print`}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') mark.mutate({ patientId, documentId, version, reason })
      }}
    >
      <TextInput
        label="Why it is wrong"
        data-autofocus
        autoFocus
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onDone()
        }}
      />
      <Button type="submit" disabled={reason.trim() === ''} loading={mark.isPending}>
        Mark it
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        Cancel
      </Button>
    </form>
  )
}
