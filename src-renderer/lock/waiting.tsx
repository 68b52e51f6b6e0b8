import { useEffect, useState } from 'react'
import { wordsOf } from '../kernel/words.ts'
import classes from './gate-card.module.css'

/** Under which name, and until when by this page's steady clock. */
export type Waiting = Readonly<{ username: string; until: number }>

const tickMs = 250

/** Seconds that are left; 0 where nothing is waited for. */
export function useSecondsLeft(waiting: Waiting | null): number {
  const leftNow = () => (waiting ? Math.max(0, Math.ceil((waiting.until - performance.now()) / 1000)) : 0)
  const [left, setLeft] = useState(leftNow)
  useEffect(() => {
    setLeft(leftNow())
    if (!waiting) return undefined
    const timer = setInterval(() => setLeft(leftNow()), tickMs)
    return () => clearInterval(timer)
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [waiting])
  return left
}

/** Counts down on the screen; a screen reader says it once. */
export function WaitingNotice({ seconds, first }: { seconds: number; first: number }) {
  return (
    <>
      <div role="alert" className="hf-sr">
        {wordsOf('sign-in.wait', { seconds: String(first) })}
      </div>
      <div role="timer" className={classes['notice']} data-tone="problem">
        {wordsOf('sign-in.wait', { seconds: String(seconds) })}
      </div>
    </>
  )
}
