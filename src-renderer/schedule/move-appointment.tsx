/** To another time, length, provider or place, by its fields: what the grid does by hand. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { ActForm } from '../access/act-form.tsx'
import { useMe } from '../kernel/me.ts'
import { useRun } from '../kernel/queries.ts'
import { useGroup } from './group-part.tsx'
import { useMoveGroup } from './move-group.ts'
import type { Names } from './names.ts'
import { learnVersion } from './own-versions.ts'
import { PlanFields } from './plan-fields.tsx'
import { planOf, planValues } from './plan-values.ts'
import { isOverLimit, PlanWarnings, useCheck } from './plan-warnings.tsx'
import { moveOf, useChangeVisits } from './series-changes.ts'
import { takeBack } from './take-back.ts'
import { doneWithUndo } from './offer-undo.ts'
import { whenText } from './when-text.ts'
import { WhichPatients, WhichVisits } from './which-visits.tsx'

type Props = Readonly<{ line: AppointmentLine; names: Names; onDone(): void }>

export function MoveAppointment({ line, names, onDone }: Props) {
  const me = useMe()
  const { patientId, appointmentId, version, startMin, minutes, locationId, providers, places } = line
  const start = { startMin, minutes, locationId, providers }
  const [values, setValues] = useState(() => planValues(names, start, me.today, me.userId))
  const [overbookReason, setReason] = useState('')
  const plan = planOf(values, names)
  const [scope, setScope] = useState<SeriesScope>('one')
  const people = useGroup(line)
  const [who, setWho] = useState<'one' | 'all'>('all')
  const series = useChangeVisits(onDone)
  const group = useMoveGroup(line, onDone)
  const asGroup = people.length > 1 && who === 'all'
  const check = useCheck({
    patientId,
    appointmentId,
    withGroup: asGroup,
    visitTypeId: line.visitTypeId,
    plan,
  })
  const elsewhere = scope !== 'one' && values.locationId !== locationId
  const error = group.error ?? series.error
  // one of the others is at its limit: of this one the form says it before
  const isOther = error?.reason === 'appointment.over-limit' && !isOverLimit(check)
  const move = useRun(moveAppointment, {
    onSuccess: ({ version: moved, before }) => {
      const zone = names.location(values.locationId)?.timeZone ?? me.timeZone
      learnVersion(appointmentId, moved)
      doneWithUndo(`${line.name} moved to ${whenText(plan?.startsAt ?? '', zone)}.`, () => {
        const back = { kind: 'move' as const, ...before }
        void takeBack(
          [{ patientId, appointmentId, version: moved, back }],
          `${line.name} is back where it was.`,
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
      busy={move.isPending || series.isPending || group.isPending}
      error={move.error ?? error}
      ready={plan !== null && !elsewhere && !(isOverLimit(check) && overbookReason.trim() === '')}
      onGo={() => {
        if (!plan) return
        const of = { patientId, appointmentId, version }
        if (asGroup) group.mutate({ plan, overbookReason, count: people.length })
        else if (scope === 'one') move.mutate({ ...of, ...plan, overbookReason })
        else {
          const zone = names.location(locationId)?.timeZone ?? me.timeZone
          const to = { ...plan, startMin: minuteOf(plan.startsAt), providers: plan.providers }
          series.mutate({ ...of, scope, act: moveOf(line, to, zone, plan.places ?? null), overbookReason })
        }
      }}
      onDone={onDone}
    >
      {people.length > 1 ? (
        <WhichPatients name={line.name} count={people.length} value={who} onChange={setWho} />
      ) : (
        line.seriesId !== null && <WhichVisits value={scope} onChange={setScope} />
      )}
      {elsewhere && <p role="status">To another location each is moved by itself.</p>}
      <PlanFields
        values={values}
        names={names}
        tried
        onChange={(more) => setValues((before) => ({ ...before, ...more }))}
      />
      <PlanWarnings check={check} reason={overbookReason} onReason={setReason} />
      {isOther && (
        <TextInput
          label="Why they are moved all the same"
          maxLength={400}
          value={overbookReason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </ActForm>
  )
}
