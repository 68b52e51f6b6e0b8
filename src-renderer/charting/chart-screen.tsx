/** One patient's chart: the banner, the sections, the work. */
import { useHotkeys } from '@mantine/hooks'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { AmendmentView } from '../../shared/amendments/amendment-view.ts'
import { getChartAmendments } from '../../shared/amendments/get-chart-amendments.ts'
import { ChartAmendments } from '../amendments/chart-amendments.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { getChartAccess } from '../../shared/privacy/get-chart-access.ts'
import { ClosedChart } from '../privacy/closed-chart.tsx'
import { EmergencyStrip } from '../privacy/emergency-strip.tsx'
import { WithheldStrip } from '../privacy/marks.tsx'
import { useOpenCharts } from '../kernel/open-charts.ts'
import { useMe } from '../kernel/me.ts'
import { Problem } from '../kernel/page.tsx'
import { useAsk } from '../kernel/queries.ts'
import { wordsFor } from '../kernel/words.ts'
import { Banner } from './banner.tsx'
import { partNames } from './part-names.ts'
import classes from './chart-screen.module.css'
import { SectionBody } from './section-body.tsx'
import { sections, type SectionId } from './sections.ts'
import { isHere, partsOf, useStanding } from './standing.ts'
import { TwoVersions } from './two-versions.tsx'

const none: readonly AmendmentView[] = []

export function ChartScreen({ patientId, section }: { patientId: string; section: SectionId }) {
  const me = useMe()
  const found = useAsk(getPatient, { patientId })
  const chart = useAsk(getChart, { patientId }, { enabled: me.can('chart.read') })
  const asked = useAsk(getChartAmendments, { patientId }, { enabled: me.can('chart.read') }).data
  const access = useAsk(getChartAccess, { patientId }).data
  const standing = useStanding(patientId)
  const navigate = useNavigate()
  const { open, setSection } = useOpenCharts()
  const patient = found.data?.patient

  const [closed, setClosed] = useState(false)
  const { error } = found
  useEffect(() => {
    if (error) setClosed(isClosed(error))
    else if (patient) setClosed(false)
  }, [error, patient])

  useEffect(() => {
    if (!patient) return
    const name = [patient.family, patient.given].filter(Boolean).join(', ') || patient.mrn
    open({ patientId, name, birthYear: patient.birthDate?.slice(0, 4) ?? '' })
    setSection(patientId, section)
  }, [patient, patientId, section, open, setSection])

  useHotkeys(
    sections
      .slice(0, 9)
      .map(({ id }, index) => [
        `alt+${index + 1}`,
        () => void navigate({ to: '/chart/$patientId/$section', params: { patientId, section: id } }),
      ]),
    [],
  )

  // asked anew, it stays on the screen until it is known to be open
  if (found.error ? isClosed(found.error) : closed && !found.data)
    return <ClosedChart patientId={patientId} />
  if (found.error) return <Problem>{wordsFor(found.error)}</Problem>
  if (!found.data) return null
  return (
    <div className={classes['chart']}>
      <Banner found={found.data} chart={chart.data} standing={standing} access={access} />
      {access?.leftMs != null && (
        <EmergencyStrip
          patientId={patientId}
          leftMs={access.leftMs}
          opens={access.access === 'open' ? 'entries' : 'chart'}
        />
      )}
      <WithheldStrip patientId={patientId} part={partsOf(section)?.[0] ?? null} names={partNames} />
      {chart.data && chart.data.twoVersions.length > 0 && <TwoVersions of={chart.data.twoVersions} />}
      {me.can('chart.read') ? (
        <>
          <nav className={`${classes['sections']} hf-no-print`} aria-label="Sections of the chart">
            {sections.map(({ id, name, count }) => (
              <Link
                key={id}
                to="/chart/$patientId/$section"
                params={{ patientId, section: id }}
                className={classes['section']}
                aria-current={id === section ? 'page' : undefined}
              >
                <span>{name}</span>
                {count && chart.data && standing && isHere(standing, id) && (
                  <span className={classes['count']}>{chart.data.counts[count] || ''}</span>
                )}
              </Link>
            ))}
          </nav>
          <div className={classes['work']}>
            <ChartAmendments value={{ patientId, amendments: asked?.amendments ?? none }}>
              {standing && (
                <SectionBody found={found.data} chart={chart} section={section} standing={standing} />
              )}
            </ChartAmendments>
          </div>
        </>
      ) : (
        <div className={classes['closed']}>Your role opens demographics, not the chart.</div>
      )}
    </div>
  )
}

const isClosed = ({ reason }: { reason: string }): boolean =>
  reason === 'chart.restricted' || reason === 'chart.out-of-scope'
