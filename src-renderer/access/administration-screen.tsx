/** Who works here, what they may do, how and where they come in, and that somebody looks at it again and again. */
import { Navigate } from '@tanstack/react-router'
import { useMe } from '../kernel/me.ts'
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
  { tab: 'people', to: '/administration/people', name: 'People', needs: 'user.manage' },
  { tab: 'levels', to: '/administration/levels', name: 'Access levels', needs: 'user.manage' },
  { tab: 'locations', to: '/administration/locations', name: 'Locations', needs: 'user.manage' },
  { tab: 'schedule', to: '/administration/schedule', name: 'Schedule', needs: 'schedule.configure' },
  { tab: 'sign-in', to: '/administration/sign-in', name: 'Sign-in', needs: 'user.manage' },
  { tab: 'workstations', to: '/administration/workstations', name: 'Workstations', needs: 'user.manage' },
  { tab: 'review', to: '/administration/review', name: 'Review', needs: 'user.manage' },
  { tab: 'security', to: '/administration/security', name: 'Security', needs: 'user.manage' },
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
  const me = useMe()
  const { code } = useHandedCode()
  const { kit } = useMadeKit()
  if (code !== null) return <HandedCode code={code} />
  if (kit !== null) return <KitSheets kit={kit} />
  const open = tabs.filter(({ needs }) => me.can(needs))
  const [own] = open
  if (own && !open.some((each) => each.tab === tab)) return <Navigate to={own.to} replace />
  return (
    <Page title="Administration" note={<Tabs label="Parts of Administration" tabs={open} present={tab} />}>
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
