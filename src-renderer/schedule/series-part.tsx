/** The series an appointment is of: which it is of how many, by what rule, and the others. More of them are added here. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { bookedByMistake } from '../../shared/schedule/cancel-appointment.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { getSeries, type VisitOfSeries } from '../../shared/schedule/get-series.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { ActForm } from '../access/act-form.tsx'
import { ask, run } from '../kernel/holdfast.ts'
import { notify } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor, wordsOf } from '../kernel/words.ts'
import classes from './series.module.css'
import { ruleText, visitsText } from './series-words.ts'
import { stageWords } from './stage-words.ts'
import { doneWithUndo } from './offer-undo.ts'
import { whenText } from './when-text.ts'

type About = Readonly<{ patientId: string; appointmentId: string }>

/** `3 of 6, every second Tuesday`; empty until it is known. */
export function useSeriesText({ patientId, appointmentId, seriesId, occurrence }: AppointmentLine): string {
  const { data } = useAsk(getSeries, { patientId, appointmentId }, { enabled: seriesId !== null })
  if (!data || seriesId === null) return ''
  return `${occurrence ?? ''} of ${data.rule.count}, ${ruleText(data.rule, data.firstDay)}`
}

const isOff = ({ stage }: VisitOfSeries): boolean => stage === 'cancelled' || stage === 'rescheduled'

export function SeriesPart({
  patientId,
  appointmentId,
  onOpen,
}: About & { onOpen?: ((about: About) => void) | undefined }) {
  const { data } = useAsk(getSeries, { patientId, appointmentId })
  if (!data) return null
  return (
    <section className={classes['together']} aria-label="Series">
      <h3>Series</h3>
      <ol>
        {data.visits.map((visit) => (
          <li key={visit.number}>
            <button
              type="button"
              className={classes['row']}
              aria-current={visit.appointmentId === appointmentId}
              data-off={isOff(visit) || undefined}
              onClick={() => onOpen?.({ patientId, appointmentId: visit.appointmentId })}
            >
              <span>{visit.number}</span>
              <span>{whenText(instantOfMinute(visit.startMin), visit.timeZone)}</span>
              <span>{visit.stage === 'scheduled' ? '' : stageWords[visit.stage].name}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** More of them, by the rule. */
export function ExtendSeries({ line, onDone }: { line: AppointmentLine; onDone(): void }) {
  const { patientId, appointmentId, version, name } = line
  const { data } = useAsk(getSeries, { patientId, appointmentId })
  const [typed, setTyped] = useState('')
  const [overbookReason, setReason] = useState('')
  const extend = useRun(changeSeries, {
    onSuccess: ({ changed }) => {
      const [first] = changed
      doneWithUndo(`${name}: ${visitsText(changed.length)} added.`, () => {
        if (first !== undefined) void takeBack({ patientId, appointmentId }, first)
      })
      onDone()
    },
  })
  if (!data) return null
  const had = data.rule.count
  const more = /^\d+$/.test(typed.trim()) ? Number(typed) : 0
  const isWhole = more >= 1 && had + more <= 200
  const isOver = extend.error?.reason === 'appointment.over-limit'
  return (
    <ActForm
      title="Add visits"
      lead={`${had} now, ${ruleText(data.rule, data.firstDay)}.`}
      go={isWhole ? `Add ${more}` : 'Add'}
      busy={extend.isPending}
      error={extend.error}
      ready={isWhole}
      onGo={() =>
        extend.mutate({
          patientId,
          appointmentId,
          version,
          scope: 'all',
          act: { kind: 'extend', count: had + more },
          overbookReason,
        })
      }
      onDone={onDone}
    >
      <TextInput
        label="How many more"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        error={typed !== '' && !isWhole && `1 to ${200 - had}.`}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {isOver && (
        <TextInput
          label="Why they are booked all the same"
          maxLength={400}
          value={overbookReason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      )}
    </ActForm>
  )
}

/** Those that were added are called off, from the first of them on. */
async function takeBack(about: About, number: number): Promise<void> {
  try {
    const { visits } = await ask(getSeries, about)
    const first = visits.find((visit) => visit.number === number)
    if (!first) return
    const { appointmentId, version } = first
    const act = { kind: 'cancel' as const, reason: bookedByMistake, note: '' }
    await run(changeSeries, { patientId: about.patientId, appointmentId, version, scope: 'following', act })
    notify('The added visits are taken back.')
  } catch (error) {
    notify(error instanceof AppError ? wordsFor(error) : wordsOf('unexpected'), 'problem')
  }
}
