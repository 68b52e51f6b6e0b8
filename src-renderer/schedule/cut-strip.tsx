import { Button } from '@mantine/core'
import { whoOf } from './grid-acts.ts'
import { useHand } from './grid-hand.ts'
import classes from './schedule.module.css'

/** What was cut, until it is put somewhere. */
export function CutStrip() {
  const cut = useHand((state) => state.cut)
  const setCut = useHand((state) => state.setCut)
  if (!cut) return null
  return (
    <div className={`${classes['strip']} hf-no-print`}>
      <span>
        <b>{whoOf(cut)}</b>, {cut.line.minutes} minutes, is cut. Mark a time, on any day, and press Ctrl+V.
      </span>
      <Button variant="default" onClick={() => setCut(null)}>
        Let go
      </Button>
    </div>
  )
}
