/** What a visit is for and what belongs to it. A draft from the first key. */
import { useState } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { changeAppointment } from '../../shared/schedule/change-appointment.ts'
import type { SeriesScope } from '../../shared/schedule/edit-series.ts'
import type { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { ActForm } from '../access/act-form.tsx'
import { useDraftedForm } from '../kernel/drafted-form.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import type { Names } from './names.ts'
import { learnVersion } from './own-versions.ts'
import { useChangeVisits } from './series-changes.ts'
import { detailsOf, VisitFields, visitValues, VisitTypeField } from './visit-fields.tsx'
import { WhichVisits } from './which-visits.tsx'

type Props = Readonly<{ shown: OutputOf<typeof getAppointment>; names: Names; onDone(): void }>

export function ChangeAppointment({ shown, names, onDone }: Props) {
  const { line, notes, referral, authorization } = shown
  const { patientId, appointmentId, version, visitTypeId, reason, copayCents } = line
  const { form, edit, draft } = useDraftedForm(
    'schedule.change',
    appointmentId,
    visitValues({ visitTypeId, reason, notes, referral, authorization, copayCents }),
  )
  const details = detailsOf(form)
  const [scope, setScope] = useState<SeriesScope>('one')
  const series = useChangeVisits(() => {
    void draft.discard()
    onDone()
  })
  const change = useRun(changeAppointment, {
    onSuccess: ({ unmet, version: changed }) => {
      learnVersion(appointmentId, changed)
      void draft.discard()
      notify(
        unmet.length === 0 ? 'Changed.' : `Changed. Nothing of the kind “${unmet.join(', ')}” is free then.`,
      )
      onDone()
    },
  })
  return (
    <ActForm
      title="Change"
      go="Save"
      {...(scope !== 'one' && { lead: 'This is what all of them say then; each keeps its kind of visit.' })}
      busy={change.isPending || series.isPending}
      error={change.error ?? series.error}
      ready={details !== null}
      onGo={() => {
        if (!details) return
        const of = { patientId, appointmentId, version }
        const { visitTypeId: _kept, ...texts } = details
        if (scope === 'one') change.mutate({ ...of, ...details })
        else series.mutate({ ...of, scope, act: { kind: 'change', ...texts } })
      }}
      onDone={onDone}
    >
      {line.seriesId !== null && <WhichVisits value={scope} onChange={setScope} />}
      {scope === 'one' && (
        <VisitTypeField value={form.visitTypeId} names={names} onChange={(id) => edit({ visitTypeId: id })} />
      )}
      <VisitFields values={form} opened onChange={edit} />
    </ActForm>
  )
}
