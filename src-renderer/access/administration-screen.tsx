/** Who works here, what they may do, how and where they come in, and that somebody looks at it again and again. */
import { Page } from '../kernel/page.tsx'
import { Tabs } from '../kernel/tabs.tsx'
import { HandedCode } from './handed-code.tsx'
import { useHandedCode } from './handed-codes.ts'
import { KitSheets } from './kit-sheets.tsx'
import { LevelsPanel } from './levels-panel.tsx'
import { useMadeKit } from './made-kit.ts'
import { LocationsPanel } from './locations-panel.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { ReviewPanel } from './review-panel.tsx'
import { SignInPanel } from './sign-in-panel.tsx'
import { SetupPanel } from '../schedule/setup-panel.tsx'
import { SecurityPanel } from '../security/security-panel.tsx'
import { WorkstationsPanel } from './workstations-panel.tsx'

const tabs = [
  { tab: 'people', to: '/administration/people', name: 'People' },
  { tab: 'levels', to: '/administration/levels', name: 'Access levels' },
  { tab: 'locations', to: '/administration/locations', name: 'Locations' },
  { tab: 'schedule', to: '/administration/schedule', name: 'Schedule' },
  { tab: 'sign-in', to: '/administration/sign-in', name: 'Sign-in' },
  { tab: 'workstations', to: '/administration/workstations', name: 'Workstations' },
  { tab: 'review', to: '/administration/review', name: 'Review' },
  { tab: 'security', to: '/administration/security', name: 'Security' },
] as const
export type AdministrationTab = (typeof tabs)[number]['tab']

/** `first`: who is opened to begin with; `new`: an invitation. */
export function AdministrationScreen({
  tab,
  first = null,
}: {
  tab: AdministrationTab
  first?: string | null
}) {
  const { code } = useHandedCode()
  const { kit } = useMadeKit()
  if (code !== null) return <HandedCode code={code} />
  if (kit !== null) return <KitSheets kit={kit} />
  return (
    <Page title="Administration" note={<Tabs label="Parts of Administration" tabs={tabs} present={tab} />}>
      {tab === 'people' && <PeoplePanel first={first} />}
      {tab === 'levels' && <LevelsPanel />}
      {tab === 'locations' && <LocationsPanel />}
      {tab === 'schedule' && <SetupPanel />}
      {tab === 'sign-in' && <SignInPanel />}
      {tab === 'workstations' && <WorkstationsPanel />}
      {tab === 'review' && <ReviewPanel />}
      {tab === 'security' && <SecurityPanel />}
    </Page>
  )
}
