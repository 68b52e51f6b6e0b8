/** What stands in place of a chart that is closed to whoever opens it: whose it is, whom to ask, and the way in an emergency. */
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { openCharts } from '../../shared/charting/open-charts.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { emergencyMinutes, emergencyReasons } from '../../shared/privacy/emergency-access.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { openInEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { ActForm } from '../access/act-form.tsx'
import { ageOf, dateText } from '../kernel/dates.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { emergencyWords } from './privacy-words.ts'
import classes from './closed-chart.module.css'

export function ClosedChart({ patientId }: { patientId: string }) {
  const { today } = useMe()
  const found = useAsk(getChartAccess, { patientId })
  const [opening, setOpening] = useState(false)
  if (found.error) return <Problem>{wordsFor(found.error)}</Problem>
  if (!found.data) return null
  const { patient, mayOpenInEmergency } = found.data
  return (
    <div className={classes['closed']}>
      <section className={classes['card']} aria-labelledby="closed-title">
        <div className={classes['sign']} aria-hidden="true">
          <IconLock size={22} stroke={1.6} />
        </div>
        <h1 id="closed-title">{patient.name || 'No name'}</h1>
        <p className={classes['who']}>
          {[
            patient.birthDate ? dateText(patient.birthDate) : 'Birth date unknown',
            ageOf(patient.birthDate, today),
            `MRN ${patient.mrn}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <Why access={found.data} patientId={patientId} />
        {mayOpenInEmergency && !opening && (
          <Button variant="default" onClick={() => setOpening(true)}>
            Open in an emergency…
          </Button>
        )}
        {opening && <OpenInEmergency patientId={patientId} onDone={() => setOpening(false)} />}
      </section>
    </div>
  )
}

function Why({
  access: { restricted, outOfScope },
  patientId,
}: {
  access: OutputOf<typeof getChartAccess>
  patientId: string
}) {
  const mayRead = useMe().can('chart.read')
  const isAway = !restricted && outOfScope === 'away'
  useEffect(() => {
    // with the chart comes where the patient was seen: then it opens by itself, or says that it does not
    if (isAway && mayRead) void run(openCharts, { patientIds: [patientId] }).catch(() => undefined)
  }, [isAway, mayRead, patientId])
  if (restricted)
    return (
      <p>
        This chart is restricted. It opens to the people named for it; ask one of them, or the practice
        manager, if you take part in this patient’s care.
      </p>
    )
  if (isAway)
    return (
      <p role="status">
        This chart is not on this computer, and so it is not known whether the patient is seen where you work.
        It is brought as soon as the cloud is there, and opens if it is yours to open.
      </p>
    )
  return (
    <p>
      This patient is seen at a location that you do not reach. If you take part in their care, ask somebody
      there: they can add your location, or you by name, from the banner of the chart.
    </p>
  )
}

/** Asks for the reason, and opens what is closed of this chart to whoever may. */
export function OpenInEmergency({ patientId, onDone }: { patientId: string; onDone(): void }) {
  const [reason, setReason] = useState<(typeof emergencyReasons)[number]>('life-threatening')
  const [words, setWords] = useState('')
  const open = useRun(openInEmergency, { onSuccess: onDone })
  return (
    <ActForm
      title="Open in an emergency"
      level={2}
      lead={`The chart opens for ${emergencyMinutes} minutes, at this computer, to you alone. Somebody else looks into it afterwards, with what you write here.`}
      go="Open the chart"
      busy={open.isPending}
      error={open.error}
      ready={words.trim().length >= 10}
      onGo={() => open.mutate({ patientId, reason, words })}
      onDone={onDone}
    >
      <NativeSelect
        label="Reason"
        value={reason}
        data={emergencyReasons.map((value) => ({ value, label: emergencyWords[value] }))}
        onChange={({ currentTarget: { value } }) =>
          setReason(emergencyReasons.find((each) => each === value) ?? 'other')
        }
      />
      <Textarea
        label="What has happened"
        placeholder="Collapsed in the waiting room, does not answer"
        autosize
        minRows={2}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </ActForm>
  )
}
