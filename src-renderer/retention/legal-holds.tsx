/** What is held: nothing of it is let go until the hold is lifted. */
import { Button, Radio, Select } from '@mantine/core'
import { useState } from 'react'
import { findPatients, type PatientLine } from '../../shared/patients/find-patients.ts'
import { liftHold, listHolds, placeHold, type HoldLine } from '../../shared/retention/hold.ts'
import { ActForm } from '../access/act-form.tsx'
import { ReasonField } from '../access/reason-field.tsx'
import { ReasonForm } from '../access/reason-form.tsx'
import classes from '../access/administration.module.css'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import decisions from '../kernel/decisions.module.css'

export function LegalHolds() {
  const answer = useAsk(listHolds, {})
  const [placing, setPlacing] = useState(false)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { holds } = answer.data
  return (
    <>
      {holds.length === 0 && <p className={classes['dim']}>Nothing is held.</p>}
      <ul className={decisions['lines']}>
        {holds.map((hold) => (
          <Hold key={hold.legalHoldId} hold={hold} />
        ))}
      </ul>
      {placing ? (
        <Place onDone={() => setPlacing(false)} />
      ) : (
        <div className={classes['buttons']}>
          <Button variant="default" onClick={() => setPlacing(true)}>
            Place a legal hold…
          </Button>
        </div>
      )}
    </>
  )
}

function Hold({ hold }: { hold: HoldLine }) {
  const [lifting, setLifting] = useState(false)
  const { lifted } = hold
  const what = hold.patientId === null ? 'All of the practice' : `Chart of ${hold.patientName || 'a patient'}`
  return (
    <li data-over={lifted !== null || undefined}>
      <div>
        <b>{what}</b>
        <p>{hold.reason}</p>
        <small>
          {hold.by}, since {dateText(hold.at)}
        </small>
        {lifted && (
          <p>
            <b>Lifted:</b> {lifted.reason}
            <small>
              {lifted.by}, {dateText(lifted.at)}
            </small>
          </p>
        )}
      </div>
      {!lifted && !lifting && (
        <Button variant="default" size="compact-sm" onClick={() => setLifting(true)}>
          Lift…
        </Button>
      )}
      {lifting && <Lift hold={hold} what={what} onDone={() => setLifting(false)} />}
    </li>
  )
}

function Lift({ hold, what, onDone }: { hold: HoldLine; what: string; onDone(): void }) {
  const lift = useRun(liftHold, {
    onSuccess: () => {
      notify('The hold is lifted. That it was there stays readable.')
      onDone()
    },
  })
  return (
    <ReasonForm
      title="Lift the hold"
      lead={`${what}: what is older than the policy may be let go again.`}
      go="Lift it"
      label="Why"
      run={lift}
      onGo={(reason) => lift.mutate({ legalHoldId: hold.legalHoldId, reason })}
      onDone={onDone}
    />
  )
}

function Place({ onDone }: { onDone(): void }) {
  const me = useMe()
  const mayFind = me.can('patient.find')
  const [scope, setScope] = useState<'chart' | 'practice'>(mayFind ? 'chart' : 'practice')
  const [patientId, setPatientId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const place = useRun(placeHold, {
    onSuccess: () => {
      notify('Held. Nothing of it is let go until the hold is lifted.')
      onDone()
    },
  })
  return (
    <ActForm
      title="Place a legal hold"
      lead="It is stronger than any policy, and recorded with its reason."
      go="Place the hold"
      busy={place.isPending}
      error={place.error}
      ready={reason.trim() !== '' && (scope === 'practice' || patientId !== null)}
      onGo={() => place.mutate({ patientId: scope === 'practice' ? null : patientId, reason })}
      onDone={onDone}
    >
      <Radio.Group
        label="What is held"
        value={scope}
        onChange={(value) => setScope(value === 'practice' ? 'practice' : 'chart')}
      >
        {mayFind && <Radio mt={6} value="chart" label="One chart" />}
        <Radio mt={6} value="practice" label="All of the practice" />
      </Radio.Group>
      {scope === 'chart' && <WhoseChart patientId={patientId} onPatient={setPatientId} />}
      <ReasonField
        placeholder="Letter of Harbor Law of 2 March: a claim is coming"
        reason={reason}
        onReason={setReason}
      />
    </ActForm>
  )
}

function WhoseChart({
  patientId,
  onPatient,
}: {
  patientId: string | null
  onPatient(patientId: string | null): void
}) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<PatientLine | null>(null)
  const typed = text.trim()
  const found = useAsk(findPatients, { text: typed, limit: 20 }, { enabled: typed.length > 1 })
  const lines = typed.length > 1 ? (found.data?.lines ?? []) : []
  const options = lines.map((line) => ({ value: line.patientId, label: labelOf(line) }))
  if (chosen && !options.some(({ value }) => value === chosen.patientId))
    options.push({ value: chosen.patientId, label: labelOf(chosen) })
  return (
    <Select
      label="Patient"
      placeholder="Name, birth date or record number"
      searchable
      clearable
      value={patientId}
      data={options}
      filter={({ options: all }) => all}
      nothingFoundMessage={typed.length > 1 && found.data ? 'Nobody by that name' : undefined}
      onSearchChange={setText}
      onChange={(value) => {
        setChosen(lines.find((each) => each.patientId === value) ?? null)
        onPatient(value)
      }}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      clearButtonProps={{ 'aria-label': 'Another patient' }}
    />
  )
}

const labelOf = ({ name, birthDate, mrn }: PatientLine): string =>
  [name || 'No name', dateText(birthDate), mrn].filter(Boolean).join(' · ')
