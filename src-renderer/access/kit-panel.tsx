/** The emergency kit: whether there is one, who holds its sheets, and each time one was used. */
import { Button, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { kitHours, kitSheets } from '../../shared/access/emergency-kit.ts'
import { getKit, makeKit } from '../../shared/access/make-kit.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { dateTimeText } from '../kernel/dates.ts'
import { useAsk, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { ActForm } from './act-form.tsx'
import classes from './administration.module.css'
import { useMadeKit } from './made-kit.ts'
import signIn from './sign-in.module.css'

type Kit = OutputOf<typeof getKit>

export function KitPanel() {
  const id = useId()
  const answer = useAsk(getKit, {})
  const [making, setMaking] = useState(false)
  const { kit, uses } = answer.data ?? { kit: null, uses: [] }
  return (
    <section className={signIn['lockedOut']} aria-labelledby={id}>
      <div>
        <h2 id={id}>Emergency kit</h2>
        <p className={classes['dim']}>
          Three sheets of paper, for three people. Any two of them open a workstation for reading and
          printing, for {kitHours} hours, on the day nobody can sign in to it. Nothing can be written with it,
          and what is looked at is recorded.
        </p>
      </div>
      {answer.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(answer.error)}
        </p>
      )}
      {answer.data && <Standing kit={kit} />}
      {uses.length > 0 && <Uses uses={uses} />}
      {making ? (
        <MakeKit isAnother={kit !== null} onDone={() => setMaking(false)} />
      ) : (
        answer.data && (
          <div className={classes['buttons']}>
            <Button variant={kit?.isUsed ? 'filled' : 'default'} onClick={() => setMaking(true)}>
              {kit ? 'Make another kit…' : 'Make a kit…'}
            </Button>
          </div>
        )
      )}
    </section>
  )
}

function Standing({ kit }: { kit: Kit['kit'] }) {
  if (!kit)
    return <p>There is none. Where everybody’s way in is lost, the practice’s recovery code is left.</p>
  return (
    <>
      <p>
        Made {dateTimeText(kit.madeAt)} by {kit.madeBy}. Its sheets are with {listed(kit.holders)}.
      </p>
      {kit.isUsed ? (
        <p role="alert" className={classes['problem']}>
          It was used, and opens nothing any more. Make another one.
        </p>
      ) : (
        !kit.isSealedHere && (
          <p className={classes['dim']}>
            This workstation gets ready for it now; the others when somebody is in.
          </p>
        )
      )}
    </>
  )
}

function Uses({ uses }: { uses: Kit['uses'] }) {
  return (
    <ul aria-label="When a kit was used">
      {uses.map(({ at, workstation, names, reason, holders }) => (
        <li key={`${at} ${workstation}`}>
          <span>
            <b>{names}</b>
            <small>
              {dateTimeText(at)}, workstation {workstation}
              {holders.length > 0 && `, with the sheets of ${listed(holders)}`}: “{reason}”
            </small>
          </span>
        </li>
      ))}
    </ul>
  )
}

const listed = (names: readonly string[]) => new Intl.ListFormat('en-US').format(names)

function MakeKit({ isAnother, onDone }: { isAnother: boolean; onDone(): void }) {
  const [holders, setHolders] = useState<readonly string[]>(Array.from({ length: kitSheets.made }, () => ''))
  const { show } = useMadeKit()
  const make = useRun(makeKit, {
    onSuccess: (made) => {
      onDone()
      show(made)
    },
  })
  return (
    <ActForm
      title={isAnother ? 'Make another kit' : 'Make a kit'}
      lead={`Who keeps a sheet? Three people who are not always away together.${isAnother ? ' The sheets of the kit before become void.' : ''}`}
      go="Make it and show the sheets"
      busy={make.isPending}
      error={make.error}
      ready={holders.every((name) => name.trim().length >= 2)}
      onGo={() => make.mutate({ holders: holders.map((name) => name.trim()) })}
      onDone={onDone}
    >
      {holders.map((name, index) => (
        <TextInput
          // oxlint-disable-next-line react/no-array-index-key -- three fields, always in this order
          key={index}
          label={`Sheet ${index + 1} is for`}
          maxLength={80}
          autoComplete="off"
          value={name}
          onChange={(event) => setHolders(holders.with(index, event.currentTarget.value))}
        />
      ))}
    </ActForm>
  )
}
