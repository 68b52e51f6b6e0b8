/** What everybody did at this workstation, or at all of the practice, for whoever audits: entries, what left it, and one patient’s report. */
import { Page } from '../kernel/page.tsx'
import { Tabs } from '../kernel/tabs.tsx'
import { EntriesPanel } from './entries-panel.tsx'
import { PatientPanel } from './patient-panel.tsx'
import { ScopeChoice, useScope } from './scope-choice.tsx'
import { ScopeGate } from './whole-log.tsx'

const tabs = [
  { tab: 'entries', to: '/audit', name: 'Entries' },
  { tab: 'disclosures', to: '/audit/disclosures', name: 'What left' },
  { tab: 'patient', to: '/audit/patient', name: 'Who saw a chart' },
] as const
export type AuditTab = (typeof tabs)[number]['tab']

/** `patientId`: whose report is shown. */
export function AuditScreen({ tab, patientId = null }: { tab: AuditTab; patientId?: string | null }) {
  const scope = useScope()
  return (
    <Page
      title="Audit log"
      note={<Tabs label="Parts of the audit log" tabs={tabs} present={tab} />}
      tools={<ScopeChoice />}
    >
      <ScopeGate>
        {tab === 'patient' ? (
          <PatientPanel key={patientId} patientId={patientId} />
        ) : (
          <EntriesPanel key={tab + scope} disclosures={tab === 'disclosures'} scope={scope} />
        )}
      </ScopeGate>
    </Page>
  )
}
