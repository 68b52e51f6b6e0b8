import type { UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { AppError } from '../../shared/kernel/errors.ts'
import type { getChart } from '../../shared/charting/get-chart.ts'
import type { getPatient } from '../../shared/patients/get-patient.ts'
import { PrintFrame } from '../kernel/print.tsx'
import { WithheldOnPaper } from '../privacy/marks.tsx'
import { AmendmentsSection } from '../amendments/amendments-section.tsx'
import { DisclosuresSection } from '../disclosures/disclosures-section.tsx'
import { AllergiesSection } from './allergies-section.tsx'
import { CarePlansSection } from './care-plans-section.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { EncountersSection } from './encounters-section.tsx'
import { ImmunizationsSection } from './immunizations-section.tsx'
import { MedicationsSection } from './medications-section.tsx'
import { NotHere } from './not-here.tsx'
import { OtherRecordsSection } from './other-records-section.tsx'
import { partNames } from './part-names.ts'
import { PatientHeading } from './patient-heading.tsx'
import { ProblemsSection } from './problems-section.tsx'
import { ProceduresSection } from './procedures-section.tsx'
import { sections, type SectionId } from './sections.ts'
import { Answered } from './section.tsx'
import { isHere, partsOf, SectionStanding, type Standing } from './standing.ts'
import { Summary } from './summary.tsx'
import { TimelineSection } from './timeline-section.tsx'

// these two draw charts, which most visits to a chart never need
const VitalsSection = lazy(() => import('./vitals-section.tsx'))
const ResultsSection = lazy(() => import('./results-section.tsx'))

type Props = {
  found: OutputOf<typeof getPatient>
  chart: UseQueryResult<OutputOf<typeof getChart>, AppError>
  section: SectionId
  standing: Standing
}

export function SectionBody({ found, chart, section, standing }: Props) {
  const patientId = found.patient.id
  const title = sections.find((each) => each.id === section)?.name ?? ''
  // the summary was asked for before the chart came: until it is asked for again it would look like that of an empty one
  const isSummaryOld = section === 'summary' && chart.data?.whole === false
  return (
    <PrintFrame title={title} subject={<PatientHeading patient={found.patient} />}>
      <SectionStanding.Provider value={{ section, standing }}>
        <WithheldOnPaper patientId={patientId} part={partsOf(section)?.[0] ?? null} names={partNames} />
        {isHere(standing, section) && !isSummaryOld ? (
          <Here found={found} chart={chart} section={section} />
        ) : (
          <NotHere patientId={patientId} standing={standing} />
        )}
      </SectionStanding.Provider>
    </PrintFrame>
  )
}

function Here({ found, chart, section }: Omit<Props, 'standing'>) {
  const patientId = found.patient.id
  return (
    <Suspense fallback={null}>
      {section === 'summary' && (
        <Answered<typeof getChart> answer={chart}>
          {(data) => <Summary patientId={patientId} chart={data} />}
        </Answered>
      )}
      {section === 'timeline' && <TimelineSection patientId={patientId} />}
      {section === 'problems' && <ProblemsSection patientId={patientId} />}
      {section === 'medications' && <MedicationsSection patientId={patientId} />}
      {section === 'allergies' && <AllergiesSection patientId={patientId} />}
      {section === 'vitals' && <VitalsSection patientId={patientId} birthDate={found.patient.birthDate} />}
      {section === 'results' && <ResultsSection patientId={patientId} />}
      {section === 'immunizations' && <ImmunizationsSection patientId={patientId} />}
      {section === 'encounters' && <EncountersSection patientId={patientId} />}
      {section === 'procedures' && <ProceduresSection patientId={patientId} />}
      {section === 'documents' && <DocumentsSection patientId={patientId} />}
      {section === 'care-plans' && <CarePlansSection patientId={patientId} />}
      {section === 'other' && <OtherRecordsSection patientId={patientId} />}
      {section === 'disclosures' && <DisclosuresSection patientId={patientId} />}
      {section === 'amendments' && <AmendmentsSection patientId={patientId} />}
    </Suspense>
  )
}
