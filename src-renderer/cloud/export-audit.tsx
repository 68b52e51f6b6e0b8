import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { HandingOut } from '../../shared/audit/handing-out.ts'
import { exportAudit } from '../../shared/cloud/export-audit.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { HandingOutFields } from '../kernel/handing-out-fields.tsx'
import { EncryptChoice } from '../kernel/encrypt-choice.tsx'
import { useMe } from '../kernel/me.ts'
import { Passphrase, type Sealed } from '../kernel/passphrase.tsx'
import { notify } from '../kernel/notify.ts'
import { counted } from './connection-words.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './cloud.module.css'

/** A copy of this computer's audit log for an auditor, with what was proven of it. */
export function ExportAudit() {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        Export the audit log
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Export the audit log" size="md">
        <Form onDone={() => setOpened(false)} />
      </Modal>
    </>
  )
}

function Form({ onDone }: { onDone(): void }) {
  const { today } = useMe()
  const [from, setFrom] = useState(() => addDays(today, -30))
  const [to, setTo] = useState(today)
  const [patient, setPatient] = useState('')
  const [format, setFormat] = useState<'ndjson' | 'csv'>('csv')
  const [out, setOut] = useState<HandingOut>({ recipient: 'authority', purpose: 'law' })
  const [encrypted, setEncrypted] = useState(true)
  const [sealed, setSealed] = useState<Sealed | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const run = useRun(exportAudit, {
    onSuccess: ({ written }) => {
      if (!written) return
      notify(
        `${counted(written.entries, 'entry', 'entries')} in ${written.fileName}. ${
          written.holds
            ? 'The log verifies from its base to its end.'
            : `The log does not verify from entry ${written.firstBad} on; the file beside it says more.`
        }`,
        written.holds ? undefined : 'problem',
      )
      if (written.passphrase === null) onDone()
      else setSealed({ fileName: written.fileName, passphrase: written.passphrase })
    },
    onError: (error) => setProblem(wordsFor(error)),
  })
  if (sealed)
    return (
      <Passphrase sealed={sealed} said="and what was proven of it are written, encrypted." onDone={onDone} />
    )
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        setProblem(null)
        run.mutate({
          from,
          to,
          format,
          handingOut: out,
          encrypted,
          patientId: patient.trim() === '' ? null : patient.trim(),
        })
      }}
    >
      <p className={classes['dim']}>
        Who did what, when and about whom, by ids: no names and nothing of what was written. Beside it lies
        what was proven of the log. The export itself is recorded, with for whom and why.
      </p>
      <TextInput
        size="sm"
        type="date"
        label="From"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        size="sm"
        type="date"
        label="To"
        description="The last day is included."
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        label="Only about one patient"
        description="The patient’s id in the record; empty for all."
        autoComplete="off"
        value={patient}
        onChange={(event) => setPatient(event.currentTarget.value)}
      />
      <NativeSelect
        size="sm"
        label="As"
        data={[
          { value: 'csv', label: 'A table (CSV)' },
          { value: 'ndjson', label: 'As it was hashed (NDJSON)' },
        ]}
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value === 'csv' ? 'csv' : 'ndjson')}
      />
      <HandingOutFields out={out} onOut={setOut} />
      <EncryptChoice encrypted={encrypted} onChange={setEncrypted} />
      {problem && (
        <p className={classes['problem']} role="alert">
          {problem}
        </p>
      )}
      <Button type="submit" className={classes['go'] ?? ''} loading={run.isPending}>
        Choose a folder and export
      </Button>
    </form>
  )
}
