/** Says that the workstation is about to lock, to whoever still sits there. Any key or movement keeps it open: main sees that, not the page. */
import { useEffect, useState } from 'react'
import { on } from '../kernel/holdfast.ts'
import classes from './idle-warning.module.css'

export function IdleWarning() {
  const [until, setUntil] = useState<number | null>(null)
  const [left, setLeft] = useState(0)
  useEffect(
    () =>
      on('idle', (seconds) => {
        setUntil(typeof seconds === 'number' ? performance.now() + seconds * 1000 : null)
        setLeft(typeof seconds === 'number' ? seconds : 0)
      }),
    [],
  )
  useEffect(() => {
    if (until === null) return undefined
    const every = setInterval(() => setLeft(Math.max(1, Math.ceil((until - performance.now()) / 1000))), 500)
    return () => clearInterval(every)
  }, [until])
  if (until === null) return null
  return (
    <div className={classes['warning']} role="alertdialog" aria-label="About to lock">
      <b>Still there?</b>
      <span aria-live="off">This workstation locks in {left} s. What you typed is kept.</span>
      <span className={classes['how']}>Press a key or move the mouse to stay.</span>
    </div>
  )
}
