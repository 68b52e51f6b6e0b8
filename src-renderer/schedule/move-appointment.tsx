/** To another time, length, provider or place, by its fields: what the grid does by hand. */
import { useState } from 'react'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { ActForm } from '../access/act-form.tsx'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import type { Names } from './names.ts'
import { PlanFields } from './plan-fields.tsx'
import { planOf, planValues } from './plan-values.ts'
import { isOverLimit, PlanWarnings, useCheck } from './plan-warnings.tsx'
import { whenText } from './when-text.ts'

type Props = Readonly<{ line: AppointmentLine; names: Names; onDone(): void }>

export function MoveAppointment({ line, names, onDone }: Props) {
  const me = useMe()
  const { patientId, appointmentId, version, startMin, minutes, locationId, providers, places } = line
  const start = { startMin, minutes, locationId, providers }
  const [values, setValues] = useState(() => planValues(names, start, me.today, me.userId))
  const [overbookReason, setReason] = useState('')
  const plan = planOf(values, names)
  const check = useCheck({ patientId, appointmentId, visitTypeId: line.visitTypeId, plan })
  const move = useRun(moveAppointment, {
    onSuccess: ({ version: moved, before }) => {
      const zone = names.location(values.locationId)?.timeZone ?? me.timeZone
      notifyUndo(`${line.name} moved to ${whenText(plan?.startsAt ?? '', zone)}.`, () => {
        void run(moveAppointment, { patientId, appointmentId, version: moved, ...before }).then(
          () => notify(`${line.name} is back where it was.`),
          (error: unknown) =>
            notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem'),
        )
      })
      onDone()
    },
  })
  const now = places.map((id) => names.resource(id)?.name).filter(Boolean)
  return (
    <ActForm
      title="Move"
      {...(now.length > 0 && { lead: `In ${now.join(', ')} now: kept where it is free.` })}
      go="Move"
      busy={move.isPending}
      error={move.error}
      ready={plan !== null && !(isOverLimit(check) && overbookReason.trim() === '')}
      onGo={() => plan && move.mutate({ patientId, appointmentId, version, ...plan, overbookReason })}
      onDone={onDone}
    >
      <PlanFields
        values={values}
        names={names}
        tried
        onChange={(more) => setValues((before) => ({ ...before, ...more }))}
      />
      <PlanWarnings check={check} reason={overbookReason} onReason={setReason} />
    </ActForm>
  )
}
