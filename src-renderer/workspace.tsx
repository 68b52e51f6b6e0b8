/** The signed-in workstation. Open charts and the place one was at are kept, sealed, and come back after a lock. */
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { openCharts } from '../shared/charting/open-charts.ts'
import { useDraft } from './kernel/draft.ts'
import { run } from './kernel/holdfast.ts'
import { recordCopying, recordScreenPictures } from './kernel/leaving-by-hand.ts'
import { useMe } from './kernel/me.ts'
import { useOpenCharts, type OpenChart } from './kernel/open-charts.ts'
import { router } from './router.tsx'

/** How often it is noted again that the same charts are open. */
const noteEveryMs = 600_000

/** Charts in tabs stay on this computer, or are brought. Where it cannot be noted, they are asked for with the next step. */
const keepHere = (patientIds: readonly string[]): void =>
  void run(openCharts, { patientIds: [...patientIds] }).catch(() => undefined)

type Kept = { charts: readonly OpenChart[]; path: string }

export function Workspace() {
  const { found, save } = useDraft<Kept>('access.workspace', '')
  const [restored, setRestored] = useState(false)
  const { can, byKit } = useMe()
  const mayRead = can('chart.read')

  useEffect(recordCopying, [])
  useEffect(recordScreenPictures, [])

  useEffect(() => {
    if (found === undefined || restored) return
    useOpenCharts.getState().restore(found?.charts ?? [])
    if (found?.path) router.history.replace(found.path)
    setRestored(true)
  }, [found, restored])

  useEffect(() => {
    // to nobody's account: nothing is kept for when they are back
    if (!restored || byKit) return undefined
    const noted = { ids: '', at: 0 }
    const keep = () => {
      const { charts } = useOpenCharts.getState()
      save({ charts, path: router.state.location.href.replace(/^.*#/, '') })
      const ids = charts.map(({ patientId }) => patientId)
      if (!mayRead || ids.length === 0) return
      if (noted.ids === ids.join() && Date.now() - noted.at < noteEveryMs) return
      Object.assign(noted, { ids: ids.join(), at: Date.now() })
      keepHere(ids)
    }
    keep()
    const stop = [useOpenCharts.subscribe(keep), router.subscribe('onResolved', keep)]
    return () => stop.forEach((each) => each())
  }, [restored, save, mayRead, byKit])

  return restored ? <RouterProvider router={router} /> : null
}
