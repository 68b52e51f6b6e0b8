/** Going through everybody: K keeps, C opens the person to change them, E ends with today. */
import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { accessText } from '../../shared/access/access-words.ts'
import { getPerson } from '../../shared/access/get-person.ts'
import { listPeople } from '../../shared/access/list-people.ts'
import type { PersonLine } from '../../shared/access/person.ts'
import type { ReviewDecision } from '../../shared/access/access-review.ts'
import { setLastDay } from '../../shared/access/set-last-day.ts'
import { signOffReview } from '../../shared/access/sign-off-review.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { DataTable, type Column } from '../kernel/data-table.tsx'
import type { Draft } from '../kernel/draft.ts'
import { run } from '../kernel/holdfast.ts'
import { useMe } from '../kernel/me.ts'
import { notify, notifyUndo } from '../kernel/notify.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import review from './review.module.css'
import { State } from './people-columns.tsx'
import { decisionWords } from './review-report.tsx'
import { Reach } from './reach-text.tsx'
import { WhatOneCan } from './what-one-can.tsx'

export type Decisions = Readonly<Record<string, Readonly<{ decision: ReviewDecision | null; note: string }>>>
type Line = PersonLine & Readonly<{ decision: string }>

const columns: readonly Column<Line>[] = [
  { id: 'name', head: 'Name', value: (row) => row.displayName, cell: (row) => <b>{row.displayName}</b> },
  { id: 'levels', head: 'Levels', width: '32%', value: accessText },
  {
    id: 'state',
    head: 'State',
    width: '112px',
    value: (row) => row.state,
    cell: (row) => <State state={row.state} />,
  },
  {
    id: 'exceptions',
    head: 'Exceptions',
    width: '96px',
    align: 'right',
    value: (row) => row.exceptions,
    cell: (row) => (row.exceptions === 0 ? '' : row.exceptions),
  },
  { id: 'decision', head: 'Decision', width: '160px', value: (row) => row.decision },
]

export function ReviewWalk({
  draft,
  onEnd,
}: {
  draft: Draft<Decisions>
  /** With the review that was signed; null where it was given up. */
  onEnd(reviewId: string | null): void
}) {
  const me = useMe()
  const navigate = useNavigate()
  const everyone = useAsk(listPeople, {}).data?.people
  const [decisions, setDecisions] = useState<Decisions>(draft.found ?? {})
  const latest = useRef(decisions)
  const [at, setAt] = useState<string | null>(null)
  const keep = (next: Decisions) => {
    latest.current = next
    setDecisions(next)
    draft.save(next)
  }
  const set = (userId: string, more: Partial<Decisions[string]>) =>
    keep({ ...latest.current, [userId]: { decision: null, note: '', ...latest.current[userId], ...more } })
  const sign = useRun(signOffReview, {
    onSuccess: ({ reviewId }) => {
      void draft.discard()
      notify('The review is signed.')
      onEnd(reviewId)
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })

  const people = useMemo(() => (everyone ?? []).filter(({ state }) => state !== 'ended'), [everyone])
  const lines = people.map((person): Line => {
    const decision = decisions[person.userId]?.decision
    const own = person.userId === me.userId
    return { ...person, decision: own ? 'For somebody else' : decision ? decisionWords[decision] : '' }
  })
  const others = people.filter(({ userId }) => userId !== me.userId)
  const left = others.filter(({ userId }) => !decisions[userId]?.decision).length
  const shown = people.find(({ userId }) => userId === at) ?? people[0]

  const decide = (person: PersonLine, letter: string): boolean | 'next' => {
    if (person.userId === me.userId) return false
    if (letter === 'k') {
      set(person.userId, { decision: 'keep' })
      return 'next'
    }
    if (letter === 'c') {
      set(person.userId, { decision: 'change' })
      void navigate({ to: '/administration/people/$userId', params: { userId: person.userId } })
      return true
    }
    if (letter !== 'e') return false
    void end(person)
    return 'next'
  }
  const end = async ({ userId, version, displayName, endsOn }: PersonLine) => {
    try {
      await run(setLastDay, { userId, version, day: me.today })
      set(userId, { decision: 'end' })
      notifyUndo(`Today is the last day of ${displayName}.`, () => {
        set(userId, { decision: null })
        void run(setLastDay, { userId, version: version + 1, day: endsOn }).catch(told)
      })
    } catch (error) {
      told(error)
    }
  }
  const finish = () =>
    sign.mutate({
      lines: others.map(({ userId }) => ({
        userId,
        decision: decisions[userId]?.decision ?? 'keep',
        note: decisions[userId]?.note ?? '',
      })),
    })
  if (!everyone) return null
  return (
    <div className={review['walk']}>
      <div className={classes['list']}>
        <div className={classes['bar']}>
          <span role="status">
            {left === 0
              ? 'Everybody is decided about.'
              : `${others.length - left} of ${others.length} decided`}
          </span>
          <span className={classes['dim']}>
            <kbd>K</kbd> keeps · <kbd>C</kbd> opens to change · <kbd>E</kbd> ends today
          </span>
          <Button
            data-push
            variant="subtle"
            color="gray"
            onClick={() => void draft.discard().then(() => onEnd(null))}
          >
            Give up
          </Button>
          <Button disabled={left > 0 || others.length === 0} loading={sign.isPending} onClick={finish}>
            Sign off
          </Button>
        </div>
        <DataTable<Line>
          label="Everybody’s access"
          rows={lines}
          columns={columns}
          rowKey={({ userId }) => userId}
          selected={shown?.userId ?? null}
          onFocusRow={({ userId }) => setAt(userId)}
          onLetter={(letter, person) => decide(person, letter)}
          dim={({ userId }) => userId === me.userId}
          patientId={null}
          empty={null}
        />
      </div>
      {shown && (
        <aside className={review['walkSide']} aria-label={shown.displayName}>
          <Beside
            key={shown.userId}
            person={shown}
            isOwn={shown.userId === me.userId}
            note={decisions[shown.userId]?.note ?? ''}
            onNote={(note) => set(shown.userId, { note })}
            onDecide={(letter) => void decide(shown, letter)}
          />
        </aside>
      )}
    </div>
  )
}

const told = (error: unknown): void => {
  if (error instanceof AppError) notify(wordsFor(error), 'problem')
}

function Beside({
  person,
  isOwn,
  note,
  onNote,
  onDecide,
}: {
  person: PersonLine
  isOwn: boolean
  note: string
  onNote(note: string): void
  onDecide(letter: 'k' | 'c' | 'e'): void
}) {
  const rights = useAsk(getPerson, { userId: person.userId }).data?.rights
  return (
    <>
      <h2>{person.displayName}</h2>
      {isOwn ? (
        <p className={classes['notice']}>
          This is you. Nobody decides about their own access: this line waits for a review by somebody else.
        </p>
      ) : (
        <>
          <div className={classes['buttons']}>
            <Button variant="default" onClick={() => onDecide('k')}>
              Keep
            </Button>
            <Button variant="default" onClick={() => onDecide('c')}>
              Change
            </Button>
            <Button variant="default" onClick={() => onDecide('e')}>
              End today
            </Button>
          </div>
          <TextInput
            mt={12}
            label="Note for the report"
            maxLength={200}
            autoComplete="off"
            value={note}
            onChange={(event) => onNote(event.currentTarget.value)}
          />
        </>
      )}
      <section>
        <h3>What this person can do</h3>
        <Reach reach={person.reach} />
        {rights && <WhatOneCan rights={rights} />}
      </section>
    </>
  )
}
