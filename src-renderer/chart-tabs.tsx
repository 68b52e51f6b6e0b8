import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useHotkeys } from '@mantine/hooks'
import { IconX } from '@tabler/icons-react'
import classes from './chart-tabs.module.css'
import { useOpenCharts, type OpenChart } from './kernel/open-charts.ts'

/** One tab for each open chart: name and year of birth. Alt+W closes the one in front, Alt+[ and Alt+] walk along. */
export function ChartTabs() {
  const { charts, close } = useOpenCharts()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const at = charts.findIndex((chart) => pathname.includes(chart.patientId))

  const go = (chart: OpenChart | undefined) =>
    void (chart
      ? navigate({
          to: '/chart/$patientId/$section',
          params: { patientId: chart.patientId, section: chart.section },
        })
      : navigate({ to: '/patients' }))
  const shut = (chart: OpenChart) => {
    if (chart === charts[at]) go(charts[at + 1] ?? charts[at - 1])
    close(chart.patientId)
  }
  useHotkeys(
    [
      ['alt+W', () => charts[at] && shut(charts[at])],
      ['alt+]', () => charts.length > 0 && go(charts[(at + 1) % charts.length])],
      ['alt+[', () => charts.length > 0 && go(charts[(at - 1 + charts.length) % charts.length])],
    ],
    [],
  )
  if (charts.length === 0) return <div className={classes['tabs']} />
  return (
    <nav className={classes['tabs']} aria-label="Open charts">
      {charts.map((chart, index) => (
        <div key={chart.patientId} className={classes['tab']} data-front={index === at || undefined}>
          <Link
            to="/chart/$patientId/$section"
            params={{ patientId: chart.patientId, section: chart.section }}
            aria-current={index === at ? 'page' : undefined}
            title={`${chart.name}, born ${chart.birthYear || 'unknown'}`}
          >
            <span>{chart.name}</span> <small>{chart.birthYear}</small>
          </Link>
          <button type="button" aria-label={`Close the chart of ${chart.name}`} onClick={() => shut(chart)}>
            <IconX size={14} aria-hidden="true" />
          </button>
        </div>
      ))}
    </nav>
  )
}
