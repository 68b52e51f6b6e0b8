/** One file of a document inside of Holdfast; or where it is, while it is not here. */
import { Button, Progress } from '@mantine/core'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import type { FileState } from '../../shared/charting/get-file-states.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { Problem } from '../kernel/page.tsx'
import { wordsFor } from '../kernel/words.ts'
import type { FileWords } from './file-words.ts'
import { openDocumentFile, type OpenedFile } from './open-file.ts'
import { PictureView } from './picture-view.tsx'
import classes from './split.module.css'

const PdfView = lazy(() => import('./pdf-view.tsx'))

type Props = {
  patientId: string
  sha256: string
  title: string
  /** Undefined for a file that is not in the chart yet: it is here. */
  state?: FileState | undefined
  words?: FileWords | undefined
  onPages?(count: number): void
}

export function FileView({ patientId, sha256, title, state, words, onPages }: Props) {
  const [opened, setOpened] = useState<OpenedFile | null>(null)
  const [damaged, setDamaged] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [tries, setTries] = useState(0)
  const where = state?.where ?? 'here'
  useEffect(() => {
    let gone = false
    setError(null)
    openDocumentFile(patientId, sha256).then(
      ({ file, wasDamaged }) => {
        if (gone) return
        setOpened(file)
        setDamaged(wasDamaged)
      },
      (failure: unknown) => {
        if (!gone && failure instanceof AppError) setError(failure)
      },
    )
    return () => {
      gone = true
    }
    // opened again when its bytes have come
  }, [patientId, sha256, where, tries])

  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (opened) return <Opened file={opened} title={title} onPages={onPages} />
  if (where === 'here') return null
  const share = state && where === 'cloud' ? state.got / state.size : state ? state.sent / state.size : 0
  return (
    <div className={classes['waits']} role="status">
      {damaged && (
        <p>The copy of this file on this computer was damaged. It is brought from the cloud again.</p>
      )}
      <p>{words?.long}</p>
      {share > 0 && share < 1 && <Progress value={share * 100} aria-label="How far it has come" />}
      {where === 'cloud' && words?.tone !== 'quiet' && (
        <Button variant="default" onClick={() => setTries((before) => before + 1)}>
          Open it now
        </Button>
      )}
    </div>
  )
}

function Opened({
  file,
  title,
  onPages,
}: {
  file: OpenedFile
  title: string
  onPages?: ((count: number) => void) | undefined
}) {
  const source = useMemo(() => ({ size: file.size, read: file.read }), [file])
  if (file.contentType === 'application/pdf')
    return (
      <Suspense fallback={null}>
        <PdfView source={source} title={title} {...(onPages && { onPages })} />
      </Suspense>
    )
  return <Whole file={file} title={title} />
}

/** More of a text than this is not laid out at once. */
const mostText = 400_000

/** A picture or a text: all of it is read before it is shown. */
function Whole({ file, title }: { file: OpenedFile; title: string }) {
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [all, setAll] = useState(false)
  const isText = file.contentType.startsWith('text/')
  const wanted = isText && !all ? Math.min(file.size, mostText) : file.size
  useEffect(() => {
    let gone = false
    file.read(0, wanted).then(
      (read) => {
        if (!gone) setBytes(read)
      },
      (failure: unknown) => {
        if (!gone && failure instanceof AppError) setError(failure)
      },
    )
    return () => {
      gone = true
    }
  }, [file, wanted])
  const picture = useMemo(
    () => bytes && !isText && new Blob([bytes], { type: file.contentType }),
    [bytes, isText, file],
  )
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (picture) return <PictureView picture={picture} title={title} />
  if (!bytes) return null
  const [, charset = 'utf-8'] = /charset=([\w-]+)/.exec(file.contentType) ?? []
  return (
    <>
      <pre className={classes['text']}>{new TextDecoder(charset).decode(bytes)}</pre>
      {bytes.length < file.size && (
        <Button mt="sm" variant="default" className="hf-no-print" onClick={() => setAll(true)}>
          Show the rest of it
        </Button>
      )}
    </>
  )
}
