/** The files of a document that is being added: chosen, seen before they are added, put away again. */
import { Button, CloseButton } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { StagedFile } from '../../shared/charting/staged-file.ts'
import { sizeText } from '../kernel/size-text.ts'
import { wordsOf } from '../kernel/words.ts'
import { FileView } from './file-view.tsx'
import type { useStaging } from './staging.ts'
import classes from './documents.module.css'

/** `pages`: of a PDF that has been looked at. */
export type ChosenFile = StagedFile & Readonly<{ pages: number | null }>

type Props = {
  patientId: string
  files: readonly ChosenFile[]
  staging: ReturnType<typeof useStaging>
  fault: string | undefined
  onPages(sha256: string, count: number): void
  onRemove(sha256: string): void
  /** Stands between the list and the file that is looked at. */
  children: ReactNode
}

export function ChosenFiles({ patientId, files, staging, fault, onPages, onRemove, children }: Props) {
  const { refused, coming, choose } = staging
  const [looking, setLooking] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const shown = files.find(({ sha256 }) => sha256 === looking) ?? files[0]
  return (
    <>
      <div className={classes['choose']}>
        <Button
          ref={button}
          variant="default"
          leftSection={<IconPaperclip size={14} />}
          disabled={coming !== null}
          onClick={() => void choose()}
        >
          {files.length === 0 ? 'Choose files' : 'Choose more'}
        </Button>
        <span role="status">
          {coming === null
            ? 'Or drop them on the chart, or paste a picture. PDF, JPEG, PNG, WebP, text.'
            : `Taking in: ${coming}`}
        </span>
      </div>
      {fault && (
        <div role="alert" className={classes['refused']}>
          {fault}
        </div>
      )}
      {refused.length > 0 && (
        <div role="alert">
          <ul className={classes['refused']}>
            {refused.map(({ name, reason, params }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- two files may have one name
              <li key={`${name} ${index}`}>
                <b>{name}</b>: {wordsOf(reason, params)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {files.length > 0 && (
        <ul className={classes['files']} aria-label="Files of the document">
          {files.map(({ sha256, name, size }) => (
            <li key={sha256}>
              <button
                type="button"
                className={classes['name']}
                aria-pressed={sha256 === shown?.sha256}
                title={name}
                onClick={() => setLooking(sha256)}
              >
                {name}
              </button>
              <small>{sizeText(size)}</small>
              <CloseButton size="sm" aria-label={`Leave out ${name}`} onClick={() => onRemove(sha256)} />
            </li>
          ))}
        </ul>
      )}
      {children}
      {shown && (
        <FileView
          key={shown.sha256}
          patientId={patientId}
          sha256={shown.sha256}
          title={shown.name}
          onPages={(count) => shown.pages !== count && onPages(shown.sha256, count)}
        />
      )}
    </>
  )
}
