import { Button } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { getAmendment } from '../../shared/amendments/get-amendment.ts'
import classes from '../access/administration.module.css'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { FactRows } from '../kernel/fact-rows.tsx'
import { useMe } from '../kernel/me.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { AmendmentActs } from './amendment-acts.tsx'
import { AmendmentLetter } from './amendment-letter.tsx'
import { actWords, askerWords, denialWords, entryWords, stateWords, wholeChart } from './amendment-words.ts'
import own from './amendments.module.css'

/** One request: what was asked, what became of it, what can be done, and the letter. */
export function OneAmendment({
  patientId,
  amendmentId,
  linkToChart = false,
}: {
  patientId: string
  amendmentId: string
  linkToChart?: boolean
}) {
  const answer = useAsk(getAmendment, { patientId, amendmentId })
  const me = useMe()
  const [writing, setWriting] = useState(false)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { amendment, patient, isYourOwn } = answer.data
  if (writing)
    return <AmendmentLetter amendment={amendment} patient={patient} onDone={() => setWriting(false)} />
  return (
    <div className={classes['person']}>
      <AmendmentFacts amendment={amendment} patientName={patient.filedName} />
      <AmendmentActs amendment={amendment} isYourOwn={isYourOwn} />
      <div className={`${classes['buttons']} hf-no-print`}>
        {me.can('print') && (
          <Button variant="default" leftSection={<IconMail size={14} />} onClick={() => setWriting(true)}>
            Letter to the patient…
          </Button>
        )}
        {linkToChart && me.can('chart.read') && (
          <Link
            className={classes['link']}
            to="/chart/$patientId/$section"
            params={{ patientId, section: 'amendments' }}
          >
            Open the chart
          </Link>
        )}
      </div>
    </div>
  )
}

/** What was asked, and all that was done about it, in order. */
export function AmendmentFacts({
  amendment,
  patientName,
}: {
  amendment: AmendmentView
  /** Empty where it stands above. */
  patientName: string
}) {
  const { entry, state, wrong, shouldSay, acts } = amendment
  const facts: readonly (readonly [string, string])[] = [
    ['Patient', patientName],
    ['About', entry ? `${entryWords[entry.type]}: ${entry.text}` : wholeChart],
    ['Asked by', amendment.askedByName || askerWords[amendment.askedBy]],
    ['Received', dateText(amendment.askedOn)],
    [state === 'open' ? 'Due' : 'Was due', dateText(amendment.dueOn)],
    ['Written down by', `${amendment.by}, ${dateTimeText(amendment.at)}`],
    ['State', stateWords[state]],
  ]
  return (
    <>
      <dl className={classes['facts']}>
        <FactRows facts={facts.filter(([, value]) => value !== '')} />
      </dl>
      <section>
        <h3>What is wrong or missing</h3>
        <p className={classes['said']}>{wrong}</p>
      </section>
      <section>
        <h3>What it should say</h3>
        <p className={classes['said']}>{shouldSay}</p>
      </section>
      {acts.length > 0 && (
        <section>
          <h3>What was done</h3>
          <ol className={own['acts']}>
            {acts.map((act) => (
              <li key={act.actId}>
                <b>{actWords[act.kind]}</b>
                {act.denial && <span>{denialWords[act.denial].name}.</span>}
                <p>{act.text}</p>
                <small>
                  {act.by}, {dateTimeText(act.at)}
                </small>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  )
}
