import { useEffect, useState } from 'react'
import type { Column } from './grid-columns.ts'
import classes from './grid.module.css'

const everyMs = 20_000

/** Where the day is now, over the columns that are of today. */
export function NowLine({ columns, hourHeight }: { columns: readonly Column[]; hourHeight: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [])
  const minute = now / 60_000
  const first = columns.findIndex(({ axis }) => axis.fromMin <= minute && minute < axis.toMin)
  const column = columns[first]
  if (!column) return null
  const count = columns.filter(({ axis }) => axis.fromMin <= minute && minute < axis.toMin).length
  return (
    <div
      className={classes['now']}
      aria-hidden="true"
      style={{
        left: `${(100 * first) / columns.length}%`,
        width: `${(100 * count) / columns.length}%`,
        top: ((minute - column.axis.fromMin) * hourHeight) / 60,
      }}
    />
  )
}
