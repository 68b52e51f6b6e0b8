import { Button, Radio, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { caseFindings, type CaseFinding, type RiskFactors } from '../../shared/privacy/case-note.ts'
import { getCase } from '../../shared/privacy/get-case.ts'
import { closeCase, noteCase } from '../../shared/privacy/note-case.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { ActForm } from '../access/act-form.tsx'
import classes from '../access/administration.module.css'
import { signOf } from '../access/workstation-words.ts'
import { dateText, dateTimeText, timeText } from '../kernel/dates.ts'
import { FactRows } from '../kernel/fact-rows.tsx'
import { useMe } from '../kernel/me.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { caseWords, emergencyWords, factorWords, findingWords } from './privacy-words.ts'
import own from './cases.module.css'

type Found = OutputOf<typeof getCase>

export function OneCase({ caseId }: { caseId: string }) {
  const answer = useAsk(getCase, { caseId })
  const me = useMe()
  const [act, setAct] = useState<'note' | 'close' | null>(null)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { line, emergency, notes } = answer.data
  const done = () => setAct(null)
  return (
    <div className={classes['person']}>
      <p className={classes['dim']}>{caseWords[line.kind].about}</p>
      <Facts line={line} emergency={emergency} />
      {emergency && (
        <section>
          <h3>What they wrote</h3>
          <p className={classes['said']}>{emergency.words}</p>
        </section>
      )}
      {notes.length > 0 && <Notes notes={notes} />}
      {line.isAboutYou ? (
        <p className={classes['notice']}>This case is about you. Somebody else looks into it.</p>
      ) : act === 'close' ? (
        <CloseCase caseId={caseId} onDone={done} />
      ) : act === 'note' ? (
        <NoteCase caseId={caseId} onDone={done} />
      ) : (
        <div className={classes['buttons']}>
          {line.finding === null && <Button onClick={() => setAct('close')}>Close with a finding</Button>}
          <Button variant="default" onClick={() => setAct('note')}>
            Add a note
          </Button>
          {line.patientId !== null && me.can('audit.read') && (
            <Link
              className={classes['link']}
              to="/audit/patient/$patientId"
              params={{ patientId: line.patientId }}
            >
              What was done in this chart
            </Link>
          )}
        </div>
      )}
    </div>
  )
}

function Facts({ line, emergency }: Pick<Found, 'line' | 'emergency'>) {
  const facts: readonly (readonly [string, string])[] = [
    ['Who', line.about.displayName],
    ['Patient', line.patientName],
    ['When', dateTimeText(line.at)],
    ['Until', emergency ? timeText(emergency.endedAt ?? emergency.until) : ''],
    ['Reason', emergency ? emergencyWords[emergency.reason] : ''],
    ['How many', howMany(line)],
    ['With them', line.others.map(({ displayName }) => displayName).join('; ')],
    ['Workstation', signOf(line.device)],
    ['Due', line.finding === null ? dateText(line.dueOn) : ''],
  ]
  return (
    <dl className={classes['facts']}>
      <FactRows facts={facts.filter(([, value]) => value !== '')} />
    </dl>
  )
}

/** In words where there is something to hold it against. */
const howMany = ({ count, usual }: Found['line']): string =>
  count === null ? '' : usual === null ? String(count) : `Usually ${usual} a day, on this day ${count} so far`

function Notes({ notes }: Pick<Found, 'notes'>) {
  return (
    <section>
      <h3>What was written to it</h3>
      <ul className={own['notes']}>
        {notes.map(({ noteId, finding, text, factors, by, at }) => (
          <li key={noteId}>
            {finding && <b>{findingWords[finding].name}</b>}
            <p>{text}</p>
            {factors &&
              Object.entries(factors).map(([name, said]) => (
                <p key={name}>
                  <small>{factorWords[name as keyof RiskFactors]}</small>
                  <br />
                  {said}
                </p>
              ))}
            <small>
              {by}, {dateTimeText(at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NoteCase({ caseId, onDone }: { caseId: string; onDone(): void }) {
  const [text, setText] = useState('')
  const note = useRun(noteCase, { onSuccess: onDone })
  return (
    <ActForm
      title="Add a note"
      lead="It stays with the case, with your name and the time."
      go="Add it"
      busy={note.isPending}
      error={note.error}
      ready={text.trim() !== ''}
      onGo={() => note.mutate({ caseId, text })}
      onDone={onDone}
    >
      <Textarea
        label="Note"
        autosize
        minRows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
    </ActForm>
  )
}

const noFactors: RiskFactors = { nature: '', who: '', viewed: '', mitigated: '' }

function CloseCase({ caseId, onDone }: { caseId: string; onDone(): void }) {
  const [finding, setFinding] = useState<CaseFinding>('proper')
  const [text, setText] = useState('')
  const [factors, setFactors] = useState(noFactors)
  const close = useRun(closeCase, {
    onSuccess: () => {
      notify('The case is closed.')
      onDone()
    },
  })
  const weighs = finding !== 'proper'
  const weighed = Object.values(factors).every((each) => each.trim() !== '')
  return (
    <ActForm
      title="Close with a finding"
      lead="What is found stays as it is written. More can be added later as a note."
      go="Close the case"
      busy={close.isPending}
      error={close.error}
      ready={text.trim() !== '' && (!weighs || weighed)}
      onGo={() => close.mutate({ caseId, finding, text, factors: weighs ? factors : null })}
      onDone={onDone}
    >
      <Radio.Group
        label="What was found"
        value={finding}
        onChange={(value) => setFinding(caseFindings.find((each) => each === value) ?? 'proper')}
      >
        {caseFindings.map((each) => (
          <Radio
            key={each}
            mt={8}
            value={each}
            label={findingWords[each].name}
            description={findingWords[each].about}
          />
        ))}
      </Radio.Group>
      <Textarea
        label="Why"
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {weighs &&
        (Object.keys(factorWords) as (keyof RiskFactors)[]).map((name) => (
          <Textarea
            key={name}
            label={factorWords[name]}
            autosize
            minRows={2}
            maxLength={1000}
            value={factors[name]}
            onChange={(event) => {
              const said = event.currentTarget.value
              setFactors((before) => ({ ...before, [name]: said }))
            }}
          />
        ))}
    </ActForm>
  )
}
