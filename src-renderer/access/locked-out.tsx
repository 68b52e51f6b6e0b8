/** Who failed too often to come in at this workstation, and the way back for them. */
import { Button } from '@mantine/core'
import { useEffect, useId, useState } from 'react'
import { listLockedOut } from '../../shared/access/list-locked-out.ts'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import { useMe } from '../kernel/me.ts'
import { keyOf, queryClient, useAsk } from '../kernel/queries.ts'
import { waitWords, wordsFor } from '../kernel/words.ts'
import classes from './administration.module.css'
import signIn from './sign-in.module.css'
import { UnlockPerson } from './unlock-person.tsx'

type LockedOut = OutputOf<typeof listLockedOut>['people'][number]

/** What it is told by is the clock, and tries at a sign-in screen: no row changes. */
const againMs = 10_000

export function LockedOutPeople() {
  const id = useId()
  const answer = useAsk(listLockedOut, {}, { gcTime: 0 })
  const [unlocking, setUnlocking] = useState<string | null>(null)
  useEffect(() => {
    const timer = setInterval(() => void askAgain(), againMs)
    return () => clearInterval(timer)
  }, [])
  const { people = [], others = 0 } = answer.data ?? {}
  return (
    <section className={signIn['lockedOut']} aria-labelledby={id}>
      <div>
        <h2 id={id}>Locked out at this workstation</h2>
        <p className={classes['dim']}>
          Whoever types wrongly too often waits, and is closed out in the end. Others are not held up by it,
          and other workstations do not know of it.
        </p>
      </div>
      {answer.error && (
        <p role="alert" className={classes['problem']}>
          {wordsFor(answer.error)}
        </p>
      )}
      {answer.data && people.length === 0 && <p>Nobody is locked out here.</p>}
      {people.length > 0 && (
        <ul>
          {people.map((each) => (
            <li key={each.userId}>
              <Line
                each={each}
                opened={unlocking === each.userId}
                onOpen={() => setUnlocking(each.userId)}
                onClose={() => {
                  setUnlocking(null)
                  void askAgain()
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {others > 0 && (
        <p className={classes['dim']}>
          {others === 1 ? 'A name' : `${others} names`} that nobody here has waits as well: a slip of the
          keyboard, or somebody who guesses.
        </p>
      )}
    </section>
  )
}

function Line({
  each,
  opened,
  onOpen,
  onClose,
}: {
  each: LockedOut
  opened: boolean
  onOpen(): void
  onClose(): void
}) {
  const me = useMe()
  return (
    <>
      <div>
        <b>{each.displayName}</b>
        <small>
          {each.username} · {each.failures} wrong tries ·{' '}
          {each.disabled ? 'closed until somebody unlocks it' : `waits ${waitWords(each.seconds)}`}
        </small>
      </div>
      {each.userId === me.userId ? (
        <small>For another administrator</small>
      ) : (
        !opened && (
          <Button size="xs" variant="default" aria-label={`Unlock ${each.displayName}…`} onClick={onOpen}>
            Unlock…
          </Button>
        )
      )}
      {opened && <UnlockPerson person={each} onDone={onClose} />}
    </>
  )
}

const askAgain = () => queryClient.invalidateQueries({ queryKey: keyOf(listLockedOut, {}) })
