/** A patient's list of disclosures: on the screen, on paper, as a table (45 CFR 164.528). */
import { Button, Modal, TextInput } from '@mantine/core'
import { IconFileExport, IconPlus, IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { exportAccounting } from '../../shared/disclosures/export-accounting.ts'
import { getAccounting, type Accounting } from '../../shared/disclosures/get-accounting.ts'
import { accountedYears } from '../../shared/disclosures/given.ts'
import { yearsBefore } from '../../shared/kernel/time.ts'
import { ActForm } from '../access/act-form.tsx'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { EncryptChoice } from '../kernel/encrypt-choice.tsx'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { usePrintKey } from '../kernel/on-paper.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import sheet from '../kernel/patient-sheet.module.css'
import { Passphrase, type Sealed } from '../kernel/passphrase.tsx'
import { PrintFrame, printPage } from '../kernel/print.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { FindPatient } from '../schedule/find-patient.tsx'
import classes from './disclosures.module.css'
import { GivenTable } from './given-table.tsx'
import { RecordForm } from './record-form.tsx'

export function AccountingPanel({ patientId }: { patientId: string | null }) {
  return patientId === null ? <Whose /> : <Account patientId={patientId} />
}

function Whose() {
  const navigate = useNavigate()
  const [text, setText] = useState('')
  return (
    <div className={classes['ask']}>
      <Empty title="Whose data?">
        To whom the practice has given something of one patient’s record, for the patient.
        <div className={classes['find']}>
          <FindPatient
            text={text}
            onText={setText}
            onKnown={({ patientId }) =>
              void navigate({ to: '/privacy/disclosures/$patientId', params: { patientId } })
            }
          />
        </div>
      </Empty>
    </div>
  )
}

/** What is accounted for begins there. */
const firstDay = (today: string): string => yearsBefore(today, accountedYears)

function Account({ patientId }: { patientId: string }) {
  const navigate = useNavigate()
  const { today } = useMe()
  const [period, setPeriod] = useState({ from: firstDay(today), to: today })
  const [isLeaving, setIsLeaving] = useState(false)
  const [isWriting, setIsWriting] = useState(false)
  const { data, error } = useAsk(getAccounting, { patientId, ...period }, { gcTime: 0 })
  const print = () => void printPage('disclosures', patientId, 'List of disclosures')
  usePrintKey(() => data && print())
  const set = (which: 'from' | 'to', value: string) =>
    value !== '' && setPeriod({ ...period, [which]: value })
  return (
    <div className={sheet['screen']}>
      <div className={`${classes['bar']} hf-no-print`}>
        <TextInput
          type="date"
          label="From"
          value={period.from}
          min={firstDay(today)}
          onChange={({ currentTarget }) => set('from', currentTarget.value)}
        />
        <TextInput
          type="date"
          label="To"
          value={period.to}
          onChange={({ currentTarget }) => set('to', currentTarget.value)}
        />
        <div className={classes['tools']}>
          <Button variant="subtle" onClick={() => void navigate({ to: '/privacy/disclosures' })}>
            Another patient
          </Button>
          <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setIsWriting(true)}>
            Record a disclosure
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileExport size={14} />}
            disabled={!data}
            onClick={() => setIsLeaving(true)}
          >
            As a table…
          </Button>
          <Button variant="default" leftSection={<IconPrinter size={14} />} disabled={!data} onClick={print}>
            Print
          </Button>
        </div>
      </div>
      {error ? <Problem>{wordsFor(error)}</Problem> : data && <Sheet account={data} {...period} />}
      <Modal
        opened={isWriting}
        onClose={() => setIsWriting(false)}
        title={data?.patient.filedName ?? ''}
        size="lg"
        transitionProps={{ duration: 0 }}
      >
        <RecordForm patientId={patientId} corrected={null} onDone={() => setIsWriting(false)} />
      </Modal>
      <Modal
        opened={isLeaving}
        onClose={() => setIsLeaving(false)}
        title="The list as a table"
        size="md"
        transitionProps={{ duration: 0 }}
      >
        <ToFile asked={{ patientId, ...period }} onDone={() => setIsLeaving(false)} />
      </Modal>
    </div>
  )
}

function ToFile({
  asked,
  onDone,
}: {
  asked: Readonly<{ patientId: string; from: string; to: string }>
  onDone(): void
}) {
  const [encrypted, setEncrypted] = useState(true)
  const [sealed, setSealed] = useState<Sealed | null>(null)
  const write = useRun(exportAccounting, {
    onSuccess: ({ written }) => {
      if (written === null) return
      const { fileName, lines, passphrase } = written
      if (passphrase !== null) return setSealed({ fileName, passphrase })
      notify(`${lines} lines in ${fileName}`)
      onDone()
    },
  })
  if (sealed) return <Passphrase sealed={sealed} onDone={onDone} />
  return (
    <ActForm
      title="For the patient"
      lead="A table (CSV) that every spreadsheet reads. That it was written for the patient is recorded."
      go="Choose a folder and write"
      busy={write.isPending}
      error={write.error}
      onGo={() => write.mutate({ ...asked, encrypted })}
      onDone={onDone}
    >
      <EncryptChoice encrypted={encrypted} onChange={setEncrypted} />
    </ActForm>
  )
}

function Sheet({ account, from, to }: { account: Accounting; from: string; to: string }) {
  const { patient, practiceName, lines, silent } = account
  const none = 'Nothing is written down in this time.'
  return (
    <PrintFrame title="To whom we gave your data" subject={`${patient.filedName}, MRN ${patient.mrn}`}>
      <article className={sheet['sheet']} tabIndex={0} aria-label="To whom we gave your data">
        <h2>To whom we gave your data</h2>
        <p className={sheet['whose']}>
          {patient.name || 'No name'}, born {dateText(patient.birthDate) || '(not recorded)'}, record number{' '}
          {patient.mrn}
        </p>
        <p>
          This is to whom {practiceName} gave something of your record from {dateText(from)} to {dateText(to)}
          , as it was written down. Who in the practice looked at it is another list: ask for it too.
        </p>
        {silent > 0 && (
          <p className={`${classes['silent']} hf-no-print`} role="note">
            Left out: {silent === 1 ? 'one disclosure' : `${silent} disclosures`} that an authority has asked
            not to tell the patient of yet. This note is not on paper.
          </p>
        )}
        <h3>What the law has us tell you</h3>
        <GivenTable lines={lines.filter(({ accounted }) => accounted)} none={none} label="By law" />
        <h3>What went to you, was for your treatment or its payment, or you agreed to</h3>
        <GivenTable lines={lines.filter(({ accounted }) => !accounted)} none={none} label="And besides" />
        <p className={classes['dim']}>Made {dateTimeText(account.madeAt)}.</p>
      </article>
    </PrintFrame>
  )
}
