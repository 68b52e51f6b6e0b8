/** Who read what they should perhaps not have: what somebody has to look into, what was found, and which charts are restricted. */
import { Page } from '../kernel/page.tsx'
import { useMe } from '../kernel/me.ts'
import { Tabs } from '../kernel/tabs.tsx'
import { Navigate } from '@tanstack/react-router'
import { AmendmentsPanel } from '../amendments/amendments-panel.tsx'
import { AccountingPanel } from '../disclosures/accounting-panel.tsx'
import { CasesPanel } from './cases-panel.tsx'
import { RetentionPanel } from '../retention/retention-panel.tsx'
import { ExportsPanel } from '../exports/exports-panel.tsx'
import { RestrictedPanel } from './restricted-panel.tsx'

const tabs = [
  { tab: 'open', to: '/privacy/open', name: 'To look into', needs: 'case.review' },
  { tab: 'closed', to: '/privacy/closed', name: 'Closed', needs: 'case.review' },
  { tab: 'restricted', to: '/privacy/restricted', name: 'Restricted charts', needs: 'chart.restrict' },
  { tab: 'amendments', to: '/privacy/amendments', name: 'Amendments', needs: 'amendment.record' },
  { tab: 'disclosures', to: '/privacy/disclosures', name: 'Disclosures', needs: 'print' },
  {
    tab: 'retention',
    to: '/privacy/retention',
    name: 'Retention',
    needs: ['legal.hold', 'retention.purge', 'practice.configure'],
  },
  {
    tab: 'exports',
    to: '/privacy/exports',
    name: 'Exports',
    needs: ['record.export', 'practice.configure'],
  },
] as const
export type PrivacyTab = (typeof tabs)[number]['tab']

/** The first part that whoever is in may open. */
export function FirstOfPrivacy() {
  const me = useMe()
  const first = tabs.find(({ needs }) => me.can(needs))
  return <Navigate to={first?.to ?? '/patients'} replace />
}

export function PrivacyScreen({ tab, first = null }: { tab: PrivacyTab; first?: string | null }) {
  const me = useMe()
  const mine = tabs.filter(({ needs }) => me.can(needs))
  return (
    <Page title="Privacy" note={<Tabs label="Parts of Privacy" tabs={mine} present={tab} />}>
      {tab === 'restricted' ? (
        <RestrictedPanel />
      ) : tab === 'amendments' ? (
        <AmendmentsPanel />
      ) : tab === 'disclosures' ? (
        <AccountingPanel patientId={first} />
      ) : tab === 'retention' ? (
        <RetentionPanel />
      ) : tab === 'exports' ? (
        <ExportsPanel />
      ) : (
        <CasesPanel key={tab} show={tab} />
      )}
    </Page>
  )
}
