import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { accessText } from '../../shared/access/access-words.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { reinstatePerson } from '../../shared/access/suspend-person.ts'
import { setLastDay } from '../../shared/access/set-last-day.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateText, dateTimeText } from '../kernel/dates.ts'
import { notify } from '../kernel/notify.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import { ChangeAccess } from './change-access.tsx'
import { Exceptions, AddException } from './set-exception.tsx'
import { actWords, checkWords } from './person-words.ts'
import { State } from './people-columns.tsx'
import { Reach } from './reach-text.tsx'
import { ResetPerson } from './reset-person.tsx'
import { SetLastDay } from './set-last-day.tsx'
import { SetScope } from './set-scope.tsx'
import { SuspendPerson } from './suspend-person.tsx'
import { WhatOneCan } from './what-one-can.tsx'

export type PersonAnswer = OutputOf<typeof getPerson>
type Doing = 'levels' | 'scope' | 'exception' | 'suspend' | 'last-day' | 'reset'

/** One person whole, and what can be done about their access: one thing at a time. */
export function OnePerson({ userId }: { userId: string }) {
  const answer = useAsk(getPerson, { userId })
  const [doing, setDoing] = useState<Doing | null>(null)
  // what was done last has the focus back
  const [last, setLast] = useState<Doing | null>(null)
  if (answer.error) return <Problem>{wordsFor(answer.error)}</Problem>
  const it = answer.data
  if (!it) return null
  const onDone = () => {
    setLast(doing)
    setDoing(null)
  }
  const form = { it, onDone }
  const forms: Readonly<Record<Doing, ReactNode>> = {
    levels: <ChangeAccess {...form} />,
    scope: <SetScope {...form} />,
    exception: <AddException {...form} />,
    suspend: <SuspendPerson {...form} />,
    'last-day': <SetLastDay {...form} />,
    reset: <ResetPerson {...form} />,
  }
  return (
    <div className={classes['person']}>
      <Facts it={it} />
      {it.isYou ? (
        <p className={classes['notice']}>
          This is you. Nobody decides about their own access: somebody else who may give access can change it.
        </p>
      ) : doing === null ? (
        <Acts it={it} last={last} onDo={setDoing} />
      ) : (
        forms[doing]
      )}
      {doing !== 'levels' && <Can it={it} />}
      {doing !== 'exception' && <Exceptions it={it} />}
      <History events={it.events} />
    </div>
  )
}

function Facts({ it: { person, practitioner, createdAt } }: { it: PersonAnswer }) {
  const { state, endsOn, codeUntil } = person
  return (
    <dl className={classes['facts']}>
      <dt>State</dt>
      <dd>
        <State state={state} />
        {state === 'invited' && codeUntil && (
          <span className={classes['dim']}> · the code is good until {dateTimeText(codeUntil)}</span>
        )}
      </dd>
      <dt>Levels</dt>
      <dd>{accessText(person)}</dd>
      {practitioner && (
        <>
          <dt>In visits</dt>
          <dd>{practitioner.name}</dd>
        </>
      )}
      <dt>User name</dt>
      <dd>{person.username}</dd>
      <dt>Here since</dt>
      <dd>
        {dateText(createdAt)}
        {endsOn && ` · last day ${dateText(endsOn)}`}
      </dd>
      <dt>Second factor</dt>
      <dd>{person.hasSecondFactor ? 'Set' : 'Not set'}</dd>
    </dl>
  )
}

function Acts({
  it: { person },
  last,
  onDo,
}: {
  it: PersonAnswer
  last: Doing | null
  onDo(doing: Doing): void
}) {
  const { userId, version, state } = person
  const told = (words: string) => ({
    onSuccess: () => notify(words),
    onError: (error: Parameters<typeof wordsFor>[0]) => notify(wordsFor(error), 'problem'),
  })
  const back = useRun(reinstatePerson, told('They can come in again, with what they had.'))
  const stay = useRun(setLastDay, told('They have no last day any more.'))
  const button = (doing: Doing, words: string) => (
    <Button variant="default" autoFocus={doing === last} onClick={() => onDo(doing)}>
      {words}
    </Button>
  )
  return (
    <div className={classes['buttons']} role="group" aria-label="What can be done">
      {button('levels', 'Change levels')}
      {button('scope', 'Set locations')}
      {button('exception', 'Make an exception')}
      {state === 'suspended' ? (
        <Button
          variant="default"
          autoFocus={last === 'suspend'}
          onClick={() => back.mutate({ userId, version })}
        >
          Reinstate
        </Button>
      ) : (
        state !== 'ended' && button('suspend', 'Suspend')
      )}
      {button('last-day', person.endsOn ? 'Change the last day' : 'Set a last day')}
      {person.endsOn && (
        <Button variant="default" onClick={() => stay.mutate({ userId, version, day: null })}>
          Take the last day back
        </Button>
      )}
      {state !== 'suspended' && state !== 'ended' && button('reset', 'Give a new code')}
    </div>
  )
}

function Can({ it: { person, rights } }: { it: PersonAnswer }) {
  const { state } = person
  return (
    <section>
      <h3>What this person can do</h3>
      {(state === 'suspended' || state === 'ended') && (
        <p className={classes['notice']}>
          {state === 'suspended'
            ? 'Nothing while they are suspended. Reinstated, they can do this.'
            : 'Nothing any more. This is what they had.'}
        </p>
      )}
      <Reach reach={person.reach} />
      <WhatOneCan rights={rights} />
    </section>
  )
}

function History({ events }: Pick<PersonAnswer, 'events'>) {
  if (events.length === 0) return null
  return (
    <section>
      <h3>How it came about</h3>
      <ul className={classes['history']}>
        {events.map(({ what, at, by, reason, checked }) => (
          <li key={`${at}-${what}`}>
            <span className={classes['dim']}>{dateTimeText(at)}</span>
            <span>
              {actWords[what]}
              {by && ` by ${by}`}
              {checked && <small>{checkWords[checked]}</small>}
              {reason && <small>{reason}</small>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
