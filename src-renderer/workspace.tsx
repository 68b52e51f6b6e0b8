/** The signed-in workstation. Open charts and the place one was at are kept, sealed, and come back after a lock. */
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useDraft } from './kernel/draft.ts'
import { useOpenCharts, type OpenChart } from './kernel/open-charts.ts'
import { router } from './router.tsx'

type Kept = { charts: readonly OpenChart[]; path: string }

export function Workspace() {
  const { found, save } = useDraft<Kept>('access.workspace', '')
  const [restored, setRestored] = useState(false)

  useEffect(() => {
    if (found === undefined || restored) return
    useOpenCharts.getState().restore(found?.charts ?? [])
    if (found?.path) router.history.replace(found.path)
    setRestored(true)
  }, [found, restored])

  useEffect(() => {
    if (!restored) return undefined
    const keep = () =>
      save({ charts: useOpenCharts.getState().charts, path: router.state.location.href.replace(/^.*#/, '') })
    const stop = [useOpenCharts.subscribe(keep), router.subscribe('onResolved', keep)]
    return () => stop.forEach((each) => each())
  }, [restored, save])

  return restored ? <RouterProvider router={router} /> : null
}
