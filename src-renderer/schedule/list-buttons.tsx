/** The lists of whoever is to be called, with how many wait; and a word as soon as a time is free that somebody waits for. */
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { getWaitingCounts } from '../../shared/schedule/get-waiting-counts.ts'
import { counted } from '../cloud/connection-words.ts'
import { notifyOffer } from '../kernel/notify.ts'
import { useAsk } from '../kernel/queries.ts'
import { useHand, type Opened } from './grid-hand.ts'
import classes from './lists.module.css'

export function ListButtons() {
  const { data } = useAsk(getWaitingCounts, {})
  const what = useHand((state) => state.opened?.what)
  const known = useRef<number | null>(null)
  const offers = data?.offers ?? null
  useEffect(() => {
    const before = known.current
    known.current = offers
    if (offers === null || before === null || offers <= before) return
    const { opened, open } = useHand.getState()
    // both show it themselves
    if (opened?.what === 'waitlist' || opened?.what === 'appointment') return
    notifyOffer(
      `A time is free that ${counted(offers - before, 'person', 'people')} on the waitlist would come to.`,
      'Show',
      () => open({ what: 'waitlist', start: null }),
    )
  }, [offers])
  const button = (opened: Opened, name: string, count: number, waits: string) => (
    <Button
      variant={what === opened.what ? 'light' : 'default'}
      aria-expanded={what === opened.what}
      onClick={() => useHand.getState().open(opened)}
      {...(count > 0 && {
        rightSection: (
          <span className={classes['count']}>
            {count}
            <span className="hf-sr"> {waits}</span>
          </span>
        ),
      })}
    >
      {name}
    </Button>
  )
  return (
    <>
      {button(
        { what: 'waitlist', start: null },
        'Waitlist',
        data?.offers ?? 0,
        'with a time that is free for them',
      )}
      {button({ what: 'recalls' }, 'Recalls', data?.recalls ?? 0, 'are due')}
      {((data?.replies ?? 0) > 0 || what === 'replies') &&
        button({ what: 'replies' }, 'Answers', data?.replies ?? 0, 'wait for the desk')}
    </>
  )
}
