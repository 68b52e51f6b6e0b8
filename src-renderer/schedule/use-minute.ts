import { useEffect, useState } from 'react'

const minuteMs = 60_000
const now = () => Math.floor(Date.now() / minuteMs)

/** The minute it is, since 1970; it turns with the clock on the wall, and asks nobody. */
export function useMinute(): number {
  const [minute, setMinute] = useState(now)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const turn = () => {
      setMinute(now())
      timer = setTimeout(turn, minuteMs - (Date.now() % minuteMs) + 5)
    }
    turn()
    return () => clearTimeout(timer)
  }, [])
  return minute
}
