/** With an entry, wherever it is opened: what was amended, what is disputed, and the way to ask for it. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useContext, useState } from 'react'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { dateText } from '../kernel/dates.ts'
import { useMe } from '../kernel/me.ts'
import { actWords, stateWords } from './amendment-words.ts'
import { ChartAmendments, useAmendmentsOf, type EntryRef } from './chart-amendments.ts'
import { RecordAmendment } from './record-amendment.tsx'
import account from '../access/administration.module.css'
import classes from './amendments.module.css'

/** What others are told with the entry (45 CFR 164.526(c) and (d)). */
const shown = ['accepted', 'denied', 'disagreement', 'rebuttal']

export function EntryAmendments({ entries }: { entries: readonly EntryRef[] }) {
  const { patientId } = useContext(ChartAmendments)
  const found = useAmendmentsOf(entries.map(({ id }) => id))
  const [asking, setAsking] = useState(false)
  const mayAsk = useMe().can('amendment.record')
  if (patientId === '' || (found.length === 0 && !mayAsk)) return null
  return (
    <section
      className={classes['entry']}
      aria-label={`Amendments of ${entries.map(({ text }) => text).join(', ')}`}
    >
      {found.length > 0 && <h4>Amendments</h4>}
      {found.map((each) => (
        <One key={each.amendmentId} amendment={each} named={entries.length > 1} />
      ))}
      {asking ? (
        <RecordAmendment patientId={patientId} entries={entries} onDone={() => setAsking(false)} />
      ) : (
        mayAsk &&
        entries.length > 0 && (
          <Button className="hf-no-print" variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
            Patient asks for a correction…
          </Button>
        )
      )}
    </section>
  )
}

function One({ amendment, named }: { amendment: AmendmentView; named: boolean }) {
  const { patientId, state, acts, wrong, shouldSay, askedOn, entry } = amendment
  const told = acts.filter(({ kind }) => shown.includes(kind))
  return (
    <article className={classes['amendment']} data-state={state}>
      {named && <b>{entry?.text}</b>}
      {state !== 'accepted' && (
        <p>
          <small>
            The patient asked on {dateText(askedOn)} · {stateWords[state].toLowerCase()}
          </small>
          {wrong} {shouldSay}
        </p>
      )}
      {told.map((act) => (
        <p key={act.actId}>
          <small>
            {actWords[act.kind]} · {act.by}, {dateText(act.at)}
          </small>
          {act.text}
        </p>
      ))}
      <Link
        className={`${account['link']} hf-no-print`}
        to="/chart/$patientId/$section"
        params={{ patientId, section: 'amendments' }}
      >
        The request
      </Link>
    </article>
  )
}
