import { Button } from '@mantine/core'
import { IconUrgent } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { endEmergency } from '../../shared/privacy/open-in-emergency.ts'
import { notify } from '../kernel/notify.ts'
import { queryClient, useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import classes from './closed-chart.module.css'

const minuteMs = 60_000

/** Stands over a chart that was opened in an emergency, until it closes; then everything of it is asked for anew, and refused. */
/** `opens`: the chart itself, or in one that is open what is not shown to them otherwise. */
export function EmergencyStrip({
  patientId,
  leftMs,
  opens,
}: {
  patientId: string
  leftMs: number
  opens: 'chart' | 'entries'
}) {
  const [endsAt] = useState(() => performance.now() + leftMs)
  const [left, setLeft] = useState(leftMs)
  const end = useRun(endEmergency, { onError: (error) => notify(wordsFor(error), 'problem') })
  useEffect(() => {
    const tick = () => {
      const now = endsAt - performance.now()
      setLeft(now)
      if (now <= 0)
        void queryClient.invalidateQueries({
          predicate: ({ queryKey }) =>
            (queryKey[1] as { patientId?: unknown } | undefined)?.patientId === patientId,
        })
    }
    const every = setInterval(tick, minuteMs / 4)
    const last = setTimeout(tick, Math.max(0, endsAt - performance.now()) + 50)
    return () => {
      clearInterval(every)
      clearTimeout(last)
    }
  }, [endsAt, patientId])
  const minutes = Math.max(1, Math.ceil(left / minuteMs))
  return (
    <div className={`${classes['strip']} hf-no-print`} role="status">
      <IconUrgent size={18} stroke={1.6} aria-hidden="true" />
      <span>
        <b>Emergency access.</b>{' '}
        {opens === 'chart' ? 'This chart closes to you in' : 'All of this chart is shown to you for'}{' '}
        {minutes === 1 ? 'a minute' : `${minutes} minutes`}. What you do in it is looked into afterwards.
      </span>
      <Button variant="default" loading={end.isPending} onClick={() => end.mutate({ patientId })}>
        Close it now
      </Button>
    </div>
  )
}
