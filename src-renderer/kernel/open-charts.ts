/** Which charts are open in tabs. UI only: what is in them is asked for again. */
import { create } from 'zustand'

export type OpenChart = Readonly<{
  patientId: string
  name: string
  birthYear: string
  section: string
  /** ISO 8601: what others changed since is told. */
  openedAt: string
}>

type OpenCharts = {
  charts: readonly OpenChart[]
  open(chart: Omit<OpenChart, 'section' | 'openedAt'>): void
  close(patientId: string): void
  setSection(patientId: string, section: string): void
  restore(charts: readonly OpenChart[]): void
}

const most = 12

export const useOpenCharts = create<OpenCharts>((set) => ({
  charts: [],
  open: (chart) =>
    set(({ charts }) => {
      const known = charts.find((each) => each.patientId === chart.patientId)
      if (known?.name === chart.name && known.birthYear === chart.birthYear) return { charts }
      if (known) return { charts: charts.map((each) => (each === known ? { ...known, ...chart } : each)) }
      const openedAt = new Date().toISOString()
      return { charts: [...charts, { ...chart, section: 'summary', openedAt }].slice(-most) }
    }),
  close: (patientId) =>
    set(({ charts }) => ({ charts: charts.filter((each) => each.patientId !== patientId) })),
  setSection: (patientId, section) =>
    set(({ charts }) => ({
      charts: charts.map((each) =>
        each.patientId === patientId && each.section !== section ? { ...each, section } : each,
      ),
    })),
  restore: (charts) => set({ charts }),
}))
