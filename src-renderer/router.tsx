/** Where one can be. Hash history: the page has one document. */
import {
  Navigate,
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
  useParams,
} from '@tanstack/react-router'
import { AdministrationScreen } from './access/administration-screen.tsx'
import { AttentionScreen } from './attention/attention-screen.tsx'
import { AuditScreen } from './auditing/audit-screen.tsx'
import { ChartScreen } from './charting/chart-screen.tsx'
import { isSection } from './charting/sections.ts'
import { ImportScreen } from './exchange/import-screen.tsx'
import { Frame } from './frame.tsx'
import { EditPatient } from './patients/edit-patient.tsx'
import { useMe } from './kernel/me.ts'
import { places } from './kernel/places.ts'
import { PatientsScreen } from './patients/patients-screen.tsx'
import { TodayScreen } from './schedule/today-screen.tsx'
import { RegisterPatient } from './patients/register-patient.tsx'
import { CloudScreen } from './cloud/cloud-screen.tsx'
import { FirstOfPrivacy, PrivacyScreen } from './privacy/privacy-screen.tsx'
import { ReportsScreen } from './schedule/reports-screen.tsx'
import { ScheduleScreen } from './schedule/schedule-screen.tsx'
import { DowntimeScreen } from './downtime/downtime-screen.tsx'

const root = createRootRoute({ component: Frame })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router is told so
    throw redirect({ to: '/patients' })
  },
})
const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: () => <TodayScreen tab="flow" />,
})
const payments = createRoute({
  getParentRoute: () => root,
  path: '/today/payments',
  component: () => <TodayScreen tab="payments" />,
})
const patients = createRoute({
  getParentRoute: () => root,
  path: '/patients',
  component: function Patients() {
    const me = useMe()
    if (me.can('patient.find')) return <PatientsScreen />
    // where one begins, whoever may find no patient begins elsewhere
    const own = places.find(({ needs }) => needs !== null && me.can(needs))
    return <Navigate to={own?.path ?? '/cloud'} replace />
  },
})
const register = createRoute({
  getParentRoute: () => root,
  path: '/patients/new',
  component: RegisterPatient,
})
const edit = createRoute({
  getParentRoute: () => root,
  path: '/patients/$patientId/edit',
  component: function Edit() {
    const { patientId } = edit.useParams()
    return <EditPatient key={patientId} patientId={patientId} />
  },
})
const chart = createRoute({
  getParentRoute: () => root,
  path: '/chart/$patientId/$section',
  component: function Chart() {
    const { patientId, section } = chart.useParams()
    // the key: one patient's screen is never turned into another's, it is a new one
    return (
      <ChartScreen key={patientId} patientId={patientId} section={isSection(section) ? section : 'summary'} />
    )
  },
})
const schedule = createRoute({ getParentRoute: () => root, path: '/schedule', component: ScheduleScreen })
const scheduleReports = createRoute({
  getParentRoute: () => root,
  path: '/schedule/reports',
  component: ReportsScreen,
})
const attention = createRoute({
  getParentRoute: () => root,
  path: '/attention',
  component: () => <AttentionScreen first={null} />,
})
const oneAttention = createRoute({
  getParentRoute: () => root,
  path: '/attention/$key',
  component: function One() {
    const { key } = oneAttention.useParams()
    return <AttentionScreen key={key} first={key} />
  },
})
const imports = createRoute({ getParentRoute: () => root, path: '/import', component: ImportScreen })
const cloud = createRoute({ getParentRoute: () => root, path: '/cloud', component: CloudScreen })
const downtime = createRoute({
  getParentRoute: () => root,
  path: '/downtime',
  component: () => <DowntimeScreen tab="pack" />,
})
const readiness = createRoute({
  getParentRoute: () => root,
  path: '/downtime/ready',
  component: () => <DowntimeScreen tab="ready" />,
})
const outages = createRoute({
  getParentRoute: () => root,
  path: '/downtime/outages',
  component: () => <DowntimeScreen tab="outages" />,
})
const oneOutage = createRoute({
  getParentRoute: () => root,
  path: '/downtime/outages/$startedAt',
  component: function OneOutage() {
    const { startedAt } = oneOutage.useParams()
    return <DowntimeScreen key={startedAt} tab="outages" first={startedAt} />
  },
})
const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: FirstOfPrivacy,
})
const openCases = createRoute({
  getParentRoute: () => root,
  path: '/privacy/open',
  component: () => <PrivacyScreen tab="open" />,
})
const closedCases = createRoute({
  getParentRoute: () => root,
  path: '/privacy/closed',
  component: () => <PrivacyScreen tab="closed" />,
})
const restricted = createRoute({
  getParentRoute: () => root,
  path: '/privacy/restricted',
  component: () => <PrivacyScreen tab="restricted" />,
})
const askedAmendments = createRoute({
  getParentRoute: () => root,
  path: '/privacy/amendments',
  component: () => <PrivacyScreen tab="amendments" />,
})
const disclosed = createRoute({
  getParentRoute: () => root,
  path: '/privacy/disclosures',
  component: () => <PrivacyScreen tab="disclosures" />,
})
const disclosedOfOne = createRoute({
  getParentRoute: () => root,
  path: '/privacy/disclosures/$patientId',
  component: function DisclosedOfOne() {
    const { patientId } = disclosedOfOne.useParams()
    return <PrivacyScreen key={patientId} tab="disclosures" first={patientId} />
  },
})
const keptHowLong = createRoute({
  getParentRoute: () => root,
  path: '/privacy/retention',
  component: () => <PrivacyScreen tab="retention" />,
})
const leaving = createRoute({
  getParentRoute: () => root,
  path: '/privacy/exports',
  component: () => <PrivacyScreen tab="exports" />,
})
const administration = createRoute({
  getParentRoute: () => root,
  path: '/administration',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router is told so
    throw redirect({ to: '/administration/people' })
  },
})
const people = createRoute({
  getParentRoute: () => root,
  path: '/administration/people',
  component: function People() {
    // one screen for all of them: the list keeps its filter and its place when somebody is opened
    const { userId = null } = useParams({ strict: false })
    return <AdministrationScreen tab="people" first={userId} />
  },
})
const onePerson = createRoute({ getParentRoute: () => people, path: '$userId', component: () => null })
const levels = createRoute({
  getParentRoute: () => root,
  path: '/administration/levels',
  component: () => <AdministrationScreen tab="levels" />,
})
const locations = createRoute({
  getParentRoute: () => root,
  path: '/administration/locations',
  component: () => <AdministrationScreen tab="locations" />,
})
const signInPolicy = createRoute({
  getParentRoute: () => root,
  path: '/administration/sign-in',
  component: () => <AdministrationScreen tab="sign-in" />,
})
const workstations = createRoute({
  getParentRoute: () => root,
  path: '/administration/workstations',
  component: () => <AdministrationScreen tab="workstations" />,
})
const review = createRoute({
  getParentRoute: () => root,
  path: '/administration/review',
  component: () => <AdministrationScreen tab="review" />,
})
const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  component: () => <AuditScreen tab="entries" />,
})
const disclosures = createRoute({
  getParentRoute: () => root,
  path: '/audit/disclosures',
  component: () => <AuditScreen tab="disclosures" />,
})
const patientAudit = createRoute({
  getParentRoute: () => root,
  path: '/audit/patient',
  component: () => <AuditScreen tab="patient" />,
})
const onePatientAudit = createRoute({
  getParentRoute: () => root,
  path: '/audit/patient/$patientId',
  component: function OnePatient() {
    const { patientId } = onePatientAudit.useParams()
    return <AuditScreen tab="patient" patientId={patientId} />
  },
})

const security = createRoute({
  getParentRoute: () => root,
  path: '/administration/security',
  component: () => <AdministrationScreen tab="security" />,
})

const scheduleSetup = createRoute({
  getParentRoute: () => root,
  path: '/administration/schedule',
  component: () => <AdministrationScreen tab="schedule" />,
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    today,
    payments,
    patients,
    register,
    edit,
    chart,
    schedule,
    scheduleReports,
    attention,
    oneAttention,
    imports,
    cloud,
    downtime,
    readiness,
    outages,
    oneOutage,
    privacy,
    openCases,
    closedCases,
    restricted,
    askedAmendments,
    disclosed,
    disclosedOfOne,
    keptHowLong,
    leaving,
    administration,
    people.addChildren([onePerson]),
    levels,
    locations,
    scheduleSetup,
    signInPolicy,
    workstations,
    review,
    security,
    audit,
    disclosures,
    patientAudit,
    onePatientAudit,
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
