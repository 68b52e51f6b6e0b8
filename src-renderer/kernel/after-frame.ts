import { useEffect, useState } from 'react'

/** ms. A page that nobody sees draws no frame. */
const atMost = 100

/** Resolves once what was set up to now is on the screen: what can come a frame later keeps nobody waiting for the rest. */
export const afterFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, atMost)
    // the frame comes first, and a task of its own after it
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(timer)
        resolve()
      }),
    )
  })

/** False for the first frame of whatever asks: for what stands beside what somebody came for. */
export function useAfterFrame(): boolean {
  const [isAfter, setIsAfter] = useState(false)
  useEffect(() => {
    let isHere = true
    void afterFrame().then(() => isHere && setIsAfter(true))
    return () => {
      isHere = false
    }
  }, [])
  return isAfter
}
