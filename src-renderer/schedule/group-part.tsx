/** Who comes to the same visit, and one more. */
import { useEffect, useRef, useState } from 'react'
import { joinGroup } from '../../shared/schedule/book-group.ts'
import type { AppointmentLine } from '../../shared/schedule/get-days.ts'
import { getGroup } from '../../shared/schedule/get-group.ts'
import { ActForm } from '../access/act-form.tsx'
import { dateText } from '../kernel/dates.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import booking from './booking.module.css'
import { FindPatient } from './find-patient.tsx'
import type { Known } from './new-patient-values.ts'
import classes from './series.module.css'
import { stageWords } from './stage-words.ts'
import { takeBack } from './take-back.ts'
import { doneWithUndo } from './offer-undo.ts'

type About = Readonly<{ patientId: string; appointmentId: string }>

/** Everybody who comes to it; empty where it is a visit of one. */
export function useGroup({ appointmentId, groupId }: AppointmentLine) {
  const { data } = useAsk(getGroup, { appointmentId }, { enabled: groupId !== null })
  return groupId === null ? [] : (data?.people ?? [])
}

export function GroupPart({
  line,
  onOpen,
}: {
  line: AppointmentLine
  onOpen?: ((about: About) => void) | undefined
}) {
  const people = useGroup(line)
  if (people.length < 2) return null
  return (
    <section className={classes['together']} aria-label="Group">
      <h3>Group of {people.length}</h3>
      <ul>
        {people.map(({ patientId, appointmentId, name, stage }) => (
          <li key={appointmentId}>
            <button
              type="button"
              className={`${classes['row']} ${classes['group']}`}
              aria-current={appointmentId === line.appointmentId}
              onClick={() => onOpen?.({ patientId, appointmentId })}
            >
              <span>{name || 'No name'}</span>
              <span>{stage === 'scheduled' ? '' : stageWords[stage].name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

const none = { reason: '', notes: '', referral: '', authorization: '', copayCents: null }

/** One more patient comes to it. */
export function JoinGroup({ line, onDone }: { line: AppointmentLine; onDone(): void }) {
  const { appointmentId, closed, reason } = line
  const [text, setText] = useState('')
  const [who, setWho] = useState<Known | null>(null)
  const part = useRef<HTMLDivElement>(null)
  // whoever was found is added with the next key
  useEffect(() => {
    if (who) part.current?.closest('form')?.querySelector<HTMLElement>('[type=submit]')?.focus()
  }, [who])
  const join = useRun(joinGroup, {
    onSuccess: ({ appointmentId: joined }) => {
      if (!who) return
      const { patientId, name } = who
      doneWithUndo(`${name} comes too.`, () => {
        const back = { kind: 'call-off' as const }
        void takeBack([{ patientId, appointmentId: joined, version: 1, back }], `${name} does not come.`)
      })
      onDone()
    },
  })
  return (
    <ActForm
      title="One more patient"
      go="Add"
      busy={join.isPending}
      error={join.error}
      ready={who !== null}
      onGo={() =>
        who && join.mutate({ ...none, patientId: who.patientId, appointmentId, reason: closed ? '' : reason })
      }
      onDone={onDone}
    >
      {who ? (
        <div className={booking['who']} ref={part}>
          <span>
            <strong>{who.name}</strong>
            {' · '}
            {who.birthDate ? `born ${dateText(who.birthDate)}` : 'birth date unknown'} · MRN {who.mrn}
          </span>
          <button type="button" className={booking['more']} onClick={() => setWho(null)}>
            Change
          </button>
        </div>
      ) : (
        <FindPatient text={text} onText={setText} onKnown={setWho} />
      )}
    </ActForm>
  )
}
