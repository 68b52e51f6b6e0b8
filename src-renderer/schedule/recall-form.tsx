/** Somebody is to come again by a day. */
import { Autocomplete, NativeSelect, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { addRecall } from '../../shared/schedule/keep-recalls.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { ActForm } from '../access/act-form.tsx'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { isDate } from '../kernel/dates.ts'
import { TypedDateInput } from '../kernel/typed-date-input.tsx'
import booking from './booking.module.css'
import { FindPatient } from './find-patient.tsx'
import type { Names } from './names.ts'
import type { Known } from './new-patient-values.ts'
import { WhoLine } from './wish-form.tsx'

const reasons = [
  'Blood pressure',
  'Diabetes',
  'Lab results',
  'Annual physical',
  'Immunization',
  'Cancer screening',
]

export function RecallForm({
  patient,
  names,
  onDone,
}: {
  patient: Known | null
  names: Names
  onDone(): void
}) {
  const { today } = useMe()
  const [text, setText] = useState('')
  const [who, setWho] = useState<Known | null>(patient)
  const [visitTypeId, setType] = useState('')
  const [providerId, setProvider] = useState('')
  const [dueOn, setDue] = useState(addDays(today, 182))
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const add = useRun(addRecall, {
    onSuccess: () => {
      // the list says it itself
      if (patient) notify(`${patient.name} is to come again by ${dateText(dueOn)}.`)
      onDone()
    },
  })
  const box = useRef<HTMLDivElement>(null)
  const isChosen = who !== null && patient === null
  useEffect(() => {
    if (isChosen) box.current?.querySelector<HTMLElement>('[data-next]')?.focus()
  }, [isChosen])
  const fits = isDate(dueOn) && dueOn.length === 10
  return (
    <div ref={box}>
      <ActForm
        title="To come again"
        go="Add the recall"
        busy={add.isPending}
        error={add.error}
        ready={who !== null && fits && reason.trim() !== ''}
        onGo={() =>
          who &&
          add.mutate({
            patientId: who.patientId,
            visitTypeId: visitTypeId || null,
            providerId: providerId || null,
            dueOn,
            reason,
            note,
          })
        }
        onDone={onDone}
      >
        {who ? (
          <WhoLine who={who} {...(patient === null && { onChange: () => setWho(null) })} />
        ) : (
          <FindPatient text={text} onText={setText} onKnown={setWho} />
        )}
        <Autocomplete
          data-next
          label="What for"
          maxLength={400}
          openOnFocus={false}
          data={reasons}
          value={reason}
          onChange={setReason}
        />
        <div className={booking['pair']}>
          <TypedDateInput
            label="By"
            lean="future"
            error={fits ? null : 'A date, as 3/14 or t+180.'}
            value={dueOn}
            onChange={setDue}
          />
          <NativeSelect
            label="With"
            value={providerId}
            data={[
              { value: '', label: 'Anybody' },
              ...names.resources
                .filter(({ kind, active }) => kind === 'provider' && active)
                .map(({ resourceId, name }) => ({ value: resourceId, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => setProvider(value)}
          />
        </div>
        <NativeSelect
          label="Kind of visit"
          value={visitTypeId}
          data={[
            { value: '', label: 'To be seen when it is booked' },
            ...names.visitTypes
              .filter(({ active }) => active)
              .map((type) => ({ value: type.visitTypeId, label: type.name })),
          ]}
          onChange={({ currentTarget: { value } }) => setType(value)}
        />
        <Textarea
          label="Note"
          autosize
          minRows={1}
          maxRows={4}
          maxLength={400}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
      </ActForm>
    </div>
  )
}
