/** Who is to come again and has no appointment for it: whoever is due longest first. Called, booked or closed from here. */
import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { addDays } from '../../shared/kernel/time.ts'
import { bookRecall } from '../../shared/schedule/keep-recalls.ts'
import { listRecalls, type RecallLine } from '../../shared/schedule/list-recalls.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { BookAppointment } from './book-appointment.tsx'
import type { BookingStart } from './booking-values.ts'
import classes from './lists.module.css'
import type { Known } from './new-patient-values.ts'
import { RecallForm } from './recall-form.tsx'
import { OneRecall } from './recall-line.tsx'
import { useLineKeys } from './use-line-keys.ts'
import { useNames } from './use-names.ts'
import { KeyLine } from './waitlist-panel.tsx'

/** How far ahead, in days. */
const spans = [
  { value: '0', label: 'Due' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '400', label: 'A year' },
] as const

/** `patient`: a recall is added for them at once. */
export function RecallsPanel({ patient }: { patient: Known | null }) {
  const me = useMe()
  const names = useNames()
  const [ahead, setAhead] = useState<string>('30')
  const [adding, setAdding] = useState(patient !== null)
  const [booking, setBooking] = useState<RecallLine | null>(null)
  const { data, error } = useAsk(listRecalls, { until: addDays(me.today, Number(ahead)) })
  const keys = useLineKeys()
  const mayWrite = me.can('schedule.write')
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data || !names) return null
  if (booking)
    return (
      <BookAppointment
        start={startOf(booking)}
        onDone={(booked) => {
          const { patientId, recallId } = booking
          setBooking(null)
          if (booked === null) return
          run(bookRecall, { patientId, recallId, appointmentId: booked.appointmentId }).catch(
            (failed: unknown) => notify(wordsFor(failed as AppError), 'problem'),
          )
        }}
      />
    )
  const { lines } = data
  const parts = [
    { name: 'Overdue', lines: lines.filter(({ overdue }) => overdue) },
    { name: 'Due', lines: lines.filter(({ overdue }) => !overdue) },
  ].filter((part) => part.lines.length > 0)
  return (
    <>
      {adding ? (
        <div className={classes['adding']}>
          <RecallForm patient={patient} names={names} onDone={() => setAdding(false)} />
        </div>
      ) : (
        <div className={classes['top']}>
          <SegmentedControl aria-label="How far ahead" value={ahead} onChange={setAhead} data={[...spans]} />
          {mayWrite && (
            <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
              Add
            </Button>
          )}
        </div>
      )}
      {lines.length === 0 ? (
        !adding && (
          <Empty title={ahead === '0' ? 'Nobody is due' : 'Nobody is due in this time'}>
            Whoever is to come again by a day is put here, and called when the day comes.
          </Empty>
        )
      ) : (
        <>
          {mayWrite && (
            <KeyLine
              keys={[
                ['T', 'tried'],
                ['B', 'book'],
                ['C', 'close'],
              ]}
            />
          )}
          <div {...keys}>
            {parts.map(({ name, lines: own }) => (
              <section key={name} aria-label={name}>
                <h3 className={classes['group']}>
                  {name}, {own.length}
                </h3>
                <div className={classes['lines']} role="list">
                  {own.map((line) => (
                    <OneRecall
                      key={line.recallId}
                      line={line}
                      mayWrite={mayWrite}
                      onBook={() => setBooking(line)}
                    />
                  ))}
                </div>
              </section>
            ))}
          </div>
        </>
      )}
    </>
  )
}

const startOf = ({ patientId, name, birthDate, mrn, ...line }: RecallLine): BookingStart => ({
  patient: { patientId, name, birthDate, mrn },
  visitTypeId: line.visitTypeId,
  ...(line.providerId !== null && { providers: [line.providerId] }),
  reason: line.reason,
  origin: 'recall',
})
