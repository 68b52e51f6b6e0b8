import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ExportFormat } from '../../shared/auditing/export-entries.ts'
import type { HandingOut, ofReports } from '../../shared/audit/handing-out.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { HandingOutFields } from '../kernel/handing-out-fields.tsx'
import { EncryptChoice } from '../kernel/encrypt-choice.tsx'
import { Passphrase, type Sealed } from '../kernel/passphrase.tsx'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'

type Props = Readonly<{
  opened: boolean
  title: string
  lead: string
  go: string
  first: HandingOut
  /** For whom and why there may be; those of reports of the log where it is not said. */
  choices?: typeof ofReports
  /** In which form it can leave, where there is a choice. */
  formats?: readonly ExportFormat[]
  /** It becomes a file, which is encrypted unless somebody may do otherwise. */
  isFile?: boolean
  /** Whoever gets it is asked for by name, where that is neither the patient nor the practice. */
  asksName?: boolean
  /** Resolves when it has left: to what opens it, where it is encrypted. Throws AppError. */
  onGo(
    handingOut: HandingOut,
    format: ExportFormat,
    encrypted: boolean,
    toName: string,
  ): Promise<Sealed | null>
  onDone(): void
}>

/** Before a report leaves the workstation: for whom, and why. */
export function HandOut({ opened, title, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.onDone} title={title} size="md" transitionProps={{ duration: 0 }}>
      <Form {...rest} />
    </Modal>
  )
}

/** What each is called, and whom it is for. */
const formatWords: Readonly<Record<ExportFormat, string>> = {
  table: 'Table (CSV), for a spreadsheet',
  fhir: 'FHIR AuditEvent (NDJSON), for another system',
}

function Form({
  lead,
  go,
  first,
  choices,
  formats = [],
  isFile = false,
  asksName = false,
  onGo,
  onDone,
}: Omit<Props, 'opened' | 'title'>) {
  const [out, setOut] = useState(first)
  const [format, setFormat] = useState<ExportFormat>(formats[0] ?? 'table')
  const [encrypted, setEncrypted] = useState(true)
  const [name, setName] = useState('')
  const needsName = asksName && !['patient', 'practice', 'system'].includes(out.recipient)
  const [sealed, setSealed] = useState<Sealed | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      const written = await onGo(out, format, isFile && encrypted, needsName ? name.trim() : '')
      if (written) setSealed(written)
      else onDone()
    } catch (error) {
      setProblem(wordsFor(error instanceof AppError ? error : new AppError('Bug', 'unexpected')))
    } finally {
      setIsBusy(false)
    }
  }
  if (sealed) return <Passphrase sealed={sealed} onDone={onDone} />
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={classes['dim']}>{lead}</p>
      <HandingOutFields out={out} isFirst {...(choices && { choices })} onOut={setOut} />
      {needsName && (
        <TextInput
          label="Name of the person or office"
          autoComplete="off"
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      )}
      {formats.length > 1 && (
        <NativeSelect
          size="sm"
          label="As"
          data={formats.map((value) => ({ value, label: formatWords[value] }))}
          value={format}
          onChange={({ currentTarget: { value } }) =>
            setFormat(formats.find((each) => each === value) ?? format)
          }
        />
      )}
      {isFile && <EncryptChoice encrypted={encrypted} onChange={setEncrypted} />}
      {problem && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button
        type="submit"
        className={classes['go'] ?? ''}
        loading={isBusy}
        disabled={needsName && name.trim() === ''}
      >
        {go}
      </Button>
    </form>
  )
}
