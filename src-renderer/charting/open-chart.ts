/**
 * Opens a chart from a list. What its first look is made of is asked for in the turn of the click, and the place changes
 * once that is here: the chart is then drawn once and whole, where it would be drawn empty and again with each answer.
 */
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback } from 'react'
import { getChart } from '../../shared/charting/get-chart.ts'
import { getStanding } from '../../shared/charting/get-standing.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { useMe } from '../kernel/me.ts'
import { asking, queryClient } from '../kernel/queries.ts'

/** A disk that is slow for a moment is waited for on the chart's own screen. */
const patienceMs = 150

let latest: object | null = null

export function useOpenChart(): (patientId: string) => void {
  const mayRead = useMe().can('chart.read')
  const navigate = useNavigate()
  const { history } = useRouter()
  return useCallback(
    (patientId) => {
      const input = { patientId }
      const asked = Promise.all([
        queryClient.prefetchQuery(asking(getPatient, input)),
        mayRead && queryClient.prefetchQuery(asking(getChart, input)),
        queryClient.prefetchQuery(asking(getStanding, input)),
      ])
      const mine = {}
      latest = mine
      const { href } = history.location
      void Promise.race([asked, new Promise((resolve) => setTimeout(resolve, patienceMs))]).then(() => {
        // who has gone elsewhere meanwhile stays there
        if (latest !== mine || history.location.href !== href) return
        void navigate({ to: '/chart/$patientId/$section', params: { patientId, section: 'summary' } })
      })
    },
    [mayRead, navigate, history],
  )
}
