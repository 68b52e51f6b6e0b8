import { useNavigate } from '@tanstack/react-router'
import { endDrill } from '../../shared/downtime/end-drill.ts'
import { notify } from '../kernel/notify.ts'
import { useRun } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'

/** Ends the drill, and goes to its account. */
export function useEndDrill(onEnded?: () => void) {
  const navigate = useNavigate()
  return useRun(endDrill, {
    onSuccess: ({ startedAt }) => {
      onEnded?.()
      void navigate({ to: '/downtime/outages/$startedAt', params: { startedAt } })
    },
    onError: (error) => notify(wordsFor(error), 'problem'),
  })
}
