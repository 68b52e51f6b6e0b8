/** What is old enough to be let go: the cloud lists it, one person proposes, another confirms, and the cloud carries it out. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import {
  confirmPurge,
  dismissPurge,
  listPurges,
  proposePurge,
  type PurgeLine,
} from '../../shared/retention/decide-purge.ts'
import { ReasonForm } from '../access/reason-form.tsx'
import classes from '../access/administration.module.css'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { heldWords, purgeWords } from './retention-words.ts'
import decisions from '../kernel/decisions.module.css'
import own from './retention.module.css'

export function Purges() {
  const answer = useAsk(listPurges, {})
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  if (!answer.data) return null
  const { purges } = answer.data
  if (purges.length === 0)
    return (
      <p className={classes['dim']}>
        Nothing was listed yet. Where something is older than the policy, the cloud lists it here once a
        month.
      </p>
    )
  return (
    <ul className={decisions['lines']}>
      {purges.map((purge) => (
        <Purge key={purge.purgeListId} purge={purge} />
      ))}
    </ul>
  )
}

const number = (n: number) => n.toLocaleString('en-US')

function Purge({ purge }: { purge: PurgeLine }) {
  const [act, setAct] = useState<Act | null>(null)
  const { state, count, before, proposed, confirmed, dismissed, held } = purge
  const isOpen = state === 'listed' || state === 'proposed'
  return (
    <li data-over={!isOpen || undefined}>
      <div>
        <b>
          {count === 0 ? 'Nothing would go' : `${number(count)} entries of the audit`} from before{' '}
          {dateText(before)}
        </b>
        <p className={own['state']} data-state={state}>
          {purgeWords[state]}
          {state === 'proposed' && purge.isYours && '; not you, since you have proposed it'}
        </p>
        {isOpen && count > 0 && <Ages purge={purge} />}
        {held.map((each) => (
          <p key={`${each.why} ${each.holdId}`}>
            {number(each.count)} older ones stay: {heldWords[each.why]}.
          </p>
        ))}
        <small>
          Listed {dateTimeText(purge.at)} · policy {purge.years} years · {purge.digest.slice(0, 12)}
        </small>
        {said('Proposed', proposed)}
        {said('Confirmed', confirmed)}
        {said('Not let go', dismissed)}
        {purge.doneAt && <small>Carried out {dateTimeText(purge.doneAt)}</small>}
      </div>
      {isOpen && act === null && (
        <div className={decisions['acts']}>
          {state === 'listed' && count > 0 && (
            <Button size="compact-sm" onClick={() => setAct('propose')}>
              Propose…
            </Button>
          )}
          {state === 'proposed' && !purge.isYours && (
            <Button size="compact-sm" color="red" onClick={() => setAct('confirm')}>
              Confirm…
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setAct('dismiss')}>
            Do not…
          </Button>
        </div>
      )}
      {act && <Decide key={act} act={act} purge={purge} onDone={() => setAct(null)} />}
    </li>
  )
}

const said = (what: string, act: PurgeLine['proposed']) =>
  act && (
    <small>
      {what} by {act.by}, {dateTimeText(act.at)}: {act.reason}
    </small>
  )

function Ages({ purge }: { purge: PurgeLine }) {
  const years = [...new Set(purge.ages.map(({ year }) => year))]
  const of = (year: number, about: string) =>
    purge.ages.find((each) => each.year === year && each.about === about)?.count ?? 0
  return (
    <table className={own['ages']}>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col">About patients</th>
          <th scope="col">About nobody</th>
        </tr>
      </thead>
      <tbody>
        {years.map((year) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td>{number(of(year, 'patients'))}</td>
            <td>{number(of(year, 'nobody'))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Act = 'propose' | 'confirm' | 'dismiss'
const forms: Readonly<Record<Act, Readonly<{ title: string; lead: string; go: string }>>> = {
  propose: {
    title: 'Propose to let go',
    lead: 'Another person has to confirm it. Nothing goes before that.',
    go: 'Propose it',
  },
  confirm: {
    title: 'Confirm to let go',
    lead: 'What these entries say is removed for good. Their numbers and hashes stay, so that the log can be proven.',
    go: 'Let them go',
  },
  dismiss: {
    title: 'Do not let go',
    lead: 'The entries stay. Another list is made in a month.',
    go: 'Keep them',
  },
}

function Decide({ act, purge, onDone }: { act: Act; purge: PurgeLine; onDone(): void }) {
  const options = {
    onSuccess: () => {
      notify('Written down.')
      onDone()
    },
  }
  const runs = {
    propose: useRun(proposePurge, options),
    confirm: useRun(confirmPurge, options),
    dismiss: useRun(dismissPurge, options),
  }
  const run = runs[act]
  return (
    <ReasonForm
      {...forms[act]}
      run={run}
      onGo={(reason) => run.mutate({ purgeListId: purge.purgeListId, reason })}
      onDone={onDone}
    />
  )
}
