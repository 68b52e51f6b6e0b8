/** Calls a visit off: at once, with ten seconds to take it back. */
import { NativeSelect, Radio, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { ActForm } from '../access/act-form.tsx'
import { useRun } from '../kernel/queries.ts'
import type { Names } from './names.ts'
import { useChangeVisits } from './series-changes.ts'
import { takeBack } from './take-back.ts'
import { doneWithUndo } from './offer-undo.ts'
import { WhichVisits } from './which-visits.tsx'

type Props = Readonly<{ line: AppointmentLine; names: Names; onDone(): void }>
const kinds = [
  ['cancelled', 'They do not come'],
  ['rescheduled', 'They come at another time'],
] as const

export function CancelAppointment({ line, names, onDone }: Props) {
  const { patientId, appointmentId, version } = line
  const [scope, setScope] = useState<SeriesScope>('one')
  const series = useChangeVisits(onDone)
  const { cancelReasons } = names.policy
  const [kind, setKind] = useState<(typeof kinds)[number][0]>('cancelled')
  const [reason, setReason] = useState(cancelReasons[0] ?? '')
  const [note, setNote] = useState('')
  const cancel = useRun(cancelAppointment, {
    onSuccess: ({ version: cancelled }) => {
      doneWithUndo(`${line.name} is called off.`, () => {
        const back = { patientId, appointmentId, version: cancelled, back: { kind: 'restore' as const } }
        void takeBack([back], `${line.name} is expected again.`)
      })
      onDone()
    },
  })
  return (
    <ActForm
      title="Call off"
      go="Call off"
      busy={cancel.isPending || series.isPending}
      error={cancel.error ?? series.error}
      onGo={() => {
        const of = { patientId, appointmentId, version }
        if (scope === 'one') cancel.mutate({ ...of, kind, reason, note })
        else series.mutate({ ...of, scope, act: { kind: 'cancel', reason, note } })
      }}
      onDone={onDone}
    >
      {line.seriesId !== null && <WhichVisits value={scope} onChange={setScope} />}
      {cancelReasons.length > 0 && (
        <NativeSelect
          label="Reason"
          value={reason}
          data={[...cancelReasons]}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
      {scope === 'one' && (
        <Radio.Group
          label="What follows"
          value={kind}
          onChange={(value) => setKind(value === 'rescheduled' ? 'rescheduled' : 'cancelled')}
        >
          <Group gap="md" mt={4}>
            {kinds.map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </Group>
        </Radio.Group>
      )}
      <TextInput
        label="Note"
        maxLength={400}
        autoComplete="off"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </ActForm>
  )
}
