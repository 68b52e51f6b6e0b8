import { Button, Modal, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type ExportFormat } from '../../shared/auditing/export-entries.ts'
import type { HandingOut } from '../../shared/audit/handing-out.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { HandingOutFields } from '../kernel/handing-out-fields.tsx'
import { wordsFor } from '../kernel/words.ts'
import classes from './auditing.module.css'

type Props = Readonly<{
  opened: boolean
  title: string
  lead: string
  go: string
  first: HandingOut
  /** In which form it can leave, where there is a choice. */
  formats?: readonly ExportFormat[]
  /** Resolves when it has left. Throws AppError. */
  onGo(handingOut: HandingOut, format: ExportFormat): Promise<void>
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

function Form({ lead, go, first, formats = [], onGo, onDone }: Omit<Props, 'opened' | 'title'>) {
  const [out, setOut] = useState(first)
  const [format, setFormat] = useState<ExportFormat>(formats[0] ?? 'table')
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async () => {
    setIsBusy(true)
    setProblem(null)
    try {
      await onGo(out, format)
      onDone()
    } catch (error) {
      setProblem(wordsFor(error instanceof AppError ? error : new AppError('Bug', 'unexpected')))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={classes['dim']}>{lead}</p>
      <HandingOutFields out={out} isFirst onOut={setOut} />
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
      {problem && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" className={classes['go'] ?? ''} loading={isBusy}>
        {go}
      </Button>
    </form>
  )
}
