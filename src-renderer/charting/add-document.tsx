/** Adding a document: its files first, then what it is. A draft from the first of them; nothing of it waits for a network. */
import { Button, NativeSelect, TextInput, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { addDocument, mostFiles, takeBackDocument } from '../../shared/charting/add-document.ts'
import { documentKinds, kindNames, type DocumentKind } from '../../shared/charting/document-kinds.ts'
import { addingDraft, type StagedFile } from '../../shared/charting/staged-file.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { useDraft, type Draft } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { sentBefore, useSending, type Sending } from '../kernel/sending.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import { DraftState } from '../patients/draft-state.tsx'
import { ChosenFiles, type ChosenFile } from './chosen-files.tsx'
import { useStaging } from './staging.ts'
import classes from './documents.module.css'

type Values = Readonly<{
  title: string
  kind: DocumentKind | ''
  date: string
  note: string
  files: readonly ChosenFile[]
}>
type Kept = Values & Partial<Sending>
const nothing: Values = { title: '', kind: '', date: '', note: '', files: [] }

type Props = {
  patientId: string
  /** What was dropped on the chart, to be taken in once the draft is here. */
  dropped: readonly File[]
  onTaken(): void
  /** `documentId`: null where nothing was added. */
  onDone(documentId: string | null): void
}

export function AddDocument(props: Props) {
  const draft = useDraft<Kept>(addingDraft, props.patientId)
  if (draft.found === undefined) return null
  return <Form {...props} draft={draft} />
}

function Form({ patientId, dropped, onTaken, onDone, draft }: Props & { draft: Draft<Kept> }) {
  const { commandId: _id, sent, ...found } = { ...nothing, ...draft.found }
  const [values, setValues] = useState<Values>(found)
  const [problem, setProblem] = useState(sent === true ? sentBefore : null)
  const [tried, setTried] = useState(false)
  const faults: Faults = tried ? faultsOf(values) : {}
  const [busy, setBusy] = useState(false)
  const { keep, send } = useSending<Values>(draft)
  const change = (more: (before: Values) => Partial<Values>) =>
    setValues((before) => ({ ...before, ...more(before) }))
  const staging = useStaging(patientId, (files) =>
    change((before) => ({ files: withMore(before.files, files) })),
  )

  const first = useRef(values)
  useEffect(() => {
    if (values !== first.current) keep(values)
  }, [values, keep])
  const take = useRef(staging.send)
  take.current = staging.send
  useEffect(() => {
    if (dropped.length === 0) return
    onTaken()
    void take.current(dropped)
  }, [dropped, onTaken])

  const submit = async () => {
    const { files, kind, note } = values
    setTried(true)
    if (busy || Object.keys(faultsOf(values)).length > 0 || kind === '') return
    setBusy(true)
    try {
      const input = {
        patientId,
        kind,
        note,
        title: values.title.trim() || documentKinds[kind].name,
        date: isDate(values.date) ? values.date : null,
        files: files.map(({ sha256, name, pages }) => ({ sha256, name, pages })),
      }
      const { documentId } = await send(values, (commandId) => run(addDocument, input, commandId))
      await draft.discard()
      notifyUndo('Added to the chart.', () => void takeBack(patientId, documentId))
      onDone(documentId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      setProblem(wordsFor(error))
      setBusy(false)
    }
  }
  useHotkeys([['mod+Enter', () => void submit()]], [])

  const pages = (sha256: string, count: number) =>
    change(({ files }) => ({
      files: files.map((file) => (file.sha256 === sha256 ? { ...file, pages: count } : file)),
    }))
  return (
    <form
      className={classes['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {problem && (
        <div role="alert" className={classes['refused']}>
          {problem}
        </div>
      )}
      <ChosenFiles
        patientId={patientId}
        files={values.files}
        staging={staging}
        fault={faults.files}
        onPages={pages}
        onRemove={(sha256) =>
          change(({ files }) => ({ files: files.filter((file) => file.sha256 !== sha256) }))
        }
      >
        <div className={classes['pair']}>
          <NativeSelect
            label="Kind"
            value={values.kind}
            error={faults.kind}
            onChange={({ currentTarget: { value } }) => change(() => ({ kind: value as DocumentKind }))}
            data={[
              { value: '', label: '' },
              ...kindNames.map((name) => ({ value: name, label: documentKinds[name].name })),
            ]}
          />
          <TypedDateInput
            label="Date on it"
            lean="past"
            value={values.date}
            error={faults.date}
            onChange={(date) => change(() => ({ date }))}
          />
        </div>
        <TextInput
          label="Title"
          placeholder={values.kind === '' ? '' : documentKinds[values.kind].name}
          maxLength={300}
          value={values.title}
          onChange={({ currentTarget: { value } }) => change(() => ({ title: value }))}
        />
        <Textarea
          label="Note"
          autosize
          minRows={1}
          maxRows={8}
          maxLength={2000}
          value={values.note}
          onChange={({ currentTarget: { value } }) => change(() => ({ note: value }))}
        />
        <div className={classes['actions']}>
          <Button type="submit" loading={busy} disabled={staging.coming !== null}>
            Add to the chart
          </Button>
          <Button variant="subtle" color="gray" onClick={() => void draft.discard().then(() => onDone(null))}>
            Discard
          </Button>
          <DraftState draft={draft} dirty={values !== first.current} />
        </div>
      </ChosenFiles>
    </form>
  )
}

type Faults = Readonly<{ files?: string; kind?: string; date?: string }>

const faultsOf = ({ files, kind, date }: Values): Faults => ({
  ...(files.length === 0 && { files: wordsOf('document.no-file') }),
  ...(files.length > mostFiles && { files: wordsOf('document.too-many-files') }),
  ...(kind === '' && { kind: 'Choose what it is.' }),
  ...(date !== '' && !isDate(date) && { date: wordsOf('date.partial') }),
})

const withMore = (before: readonly ChosenFile[], more: readonly StagedFile[]): readonly ChosenFile[] => [
  ...before,
  ...more
    .filter(({ sha256 }) => before.every((file) => file.sha256 !== sha256))
    .map((file) => ({ ...file, pages: null })),
]

async function takeBack(patientId: string, documentId: string): Promise<void> {
  try {
    await run(takeBackDocument, { patientId, documentId })
    notify('Taken back. It is not in the chart any more.')
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    notify(wordsFor(error), 'problem')
  }
}
