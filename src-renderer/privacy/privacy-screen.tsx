/** Who read what they should perhaps not have: what somebody has to look into, what was found, and which charts are restricted. */
import { Page } from '../kernel/page.tsx'
import { useMe } from '../kernel/me.ts'
import { Tabs } from '../kernel/tabs.tsx'
import { CasesPanel } from './cases-panel.tsx'
import { RestrictedPanel } from './restricted-panel.tsx'

const tabs = [
  { tab: 'open', to: '/privacy/open', name: 'To look into', needs: 'case.review' },
  { tab: 'closed', to: '/privacy/closed', name: 'Closed', needs: 'case.review' },
  { tab: 'restricted', to: '/privacy/restricted', name: 'Restricted charts', needs: 'chart.restrict' },
] as const
export type PrivacyTab = (typeof tabs)[number]['tab']

export function PrivacyScreen({ tab }: { tab: PrivacyTab }) {
  const me = useMe()
  const mine = tabs.filter(({ needs }) => me.can(needs))
  return (
    <Page title="Privacy" note={<Tabs label="Parts of Privacy" tabs={mine} present={tab} />}>
      {tab === 'restricted' ? <RestrictedPanel /> : <CasesPanel key={tab} show={tab} />}
    </Page>
  )
}
