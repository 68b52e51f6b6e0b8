/** Who would come sooner: whoever has an offer that waits for an answer first, then the urgent, then whoever waits longest. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { listWaitlist, type WaitlistLine } from '../../shared/schedule/list-waitlist.ts'
import { useMe } from '../kernel/me.ts'
import { Empty, Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './lists.module.css'
import { useLineKeys } from './use-line-keys.ts'
import { useNames } from './use-names.ts'
import { OneWaiting } from './waitlist-line.tsx'
import { AddToWaitlist } from './wish-form.tsx'
import type { WishStart } from './wish-values.ts'

const hasOffer = ({ offers }: WaitlistLine) => offers.some(({ answer, isFree }) => answer === null && isFree)

/** `start`: somebody is put on it at once. */
export function WaitlistPanel({ start }: { start: WishStart | null }) {
  const me = useMe()
  const names = useNames()
  const { data, error } = useAsk(listWaitlist, {})
  const [adding, setAdding] = useState<WishStart | null>(start)
  const keys = useLineKeys()
  const mayWrite = me.can('schedule.write')
  if (error) return <Problem>{wordsFor(error)}</Problem>
  if (!data || !names) return null
  const parts = [
    { name: 'A time is free for them', lines: data.lines.filter(hasOffer) },
    { name: 'Waiting', lines: data.lines.filter((line) => !hasOffer(line)) },
  ].filter(({ lines }) => lines.length > 0)
  return (
    <>
      {mayWrite && adding === null && (
        <div className={classes['top']}>
          <span className={classes['dim']}>
            {data.lines.length === 0 ? '' : `${data.lines.length} would come sooner`}
          </span>
          <Button data-push leftSection={<IconPlus size={14} />} onClick={() => setAdding({})}>
            Add somebody
          </Button>
        </div>
      )}
      {adding && (
        <div className={classes['adding']}>
          <AddToWaitlist start={adding} names={names} onDone={() => setAdding(null)} />
        </div>
      )}
      {data.lines.length === 0 ? (
        adding === null && (
          <Empty title="Nobody waits">
            Whoever would come sooner is put here, with the days and times that suit. When somebody calls off,
            who fits is offered the time.
          </Empty>
        )
      ) : (
        <>
          {mayWrite && (
            <KeyLine
              keys={[
                ['Y', 'yes'],
                ['N', 'no'],
                ['O', 'offer'],
                ['E', 'change'],
                ['R', 'remove'],
              ]}
            />
          )}
          <div {...keys}>
            {parts.map(({ name, lines }) => (
              <section key={name} aria-label={name}>
                {parts.length > 1 && <h3 className={classes['group']}>{name}</h3>}
                <div className={classes['lines']} role="list">
                  {lines.map((line) => (
                    <OneWaiting key={line.waitlistEntryId} line={line} names={names} mayWrite={mayWrite} />
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

/** What keys do on a line. */
export function KeyLine({ keys }: { keys: readonly (readonly [key: string, what: string])[] }) {
  return (
    <p className={classes['keys']}>
      <kbd>↑</kbd> <kbd>↓</kbd>
      {keys.map(([key, what]) => (
        <span key={key}>
          {' · '}
          <kbd>{key}</kbd> {what}
        </span>
      ))}
    </p>
  )
}
