/** Rights and roles as a clinic says them: on the screens of administration, and on paper. */
import type { Permission } from '../kernel/permissions.ts'
import type { Role } from './roles.ts'

export type PermissionWords = Readonly<{
  permission: Permission
  name: string
  /** What whoever has it can do, after their name. */
  can: string
}>

export const permissionGroups: readonly Readonly<{ name: string; rights: readonly PermissionWords[] }>[] = [
  {
    name: 'Patients',
    rights: [
      {
        permission: 'patient.find',
        name: 'Find patients',
        can: 'finds patients and sees names, contacts and insurance',
      },
      { permission: 'patient.register', name: 'Register patients', can: 'registers new patients' },
      { permission: 'patient.edit', name: 'Edit demographics', can: 'changes names, contacts and insurance' },
    ],
  },
  {
    name: 'Charts',
    rights: [
      {
        permission: 'chart.read',
        name: 'Read charts',
        can: 'reads charts, but for kinds of data that need a right of their own',
      },
      {
        permission: 'chart.write',
        name: 'Write in charts',
        can: 'adds to a chart and changes what is in it',
      },
      { permission: 'chart.sign', name: 'Sign', can: 'signs notes and orders' },
      {
        permission: 'chart.restrict',
        name: 'Restrict charts',
        can: 'closes a chart to all but the people they name',
      },
      {
        permission: 'chart.restricted',
        name: 'Open restricted charts',
        can: 'opens every restricted chart without being named',
      },
      {
        permission: 'chart.break-glass',
        name: 'Open in an emergency',
        can: 'opens a closed chart, or what is not shown to them of one, for an hour in an emergency, which is looked into afterwards',
      },
      {
        permission: 'amendment.record',
        name: 'Record amendment requests',
        can: 'writes down what patients ask to be corrected, and sees that it is answered',
      },
      {
        permission: 'amendment.decide',
        name: 'Decide on amendments',
        can: 'accepts or denies what a patient asks to be corrected',
      },
    ],
  },
  {
    name: 'Kinds of data in charts',
    rights: [
      {
        permission: 'sensitive.psychotherapy',
        name: 'Psychotherapy notes',
        can: 'sees notes of psychotherapy that others wrote',
      },
      {
        permission: 'sensitive.mental-health',
        name: 'Mental health',
        can: 'sees entries about mental health that are marked so',
      },
      {
        permission: 'sensitive.substance-use',
        name: 'Substance use treatment',
        can: 'sees entries about substance use treatment that are marked so',
      },
      {
        permission: 'sensitive.hiv',
        name: 'HIV',
        can: 'sees entries about HIV that are marked so',
      },
      {
        permission: 'sensitive.sexual-health',
        name: 'Sexual and reproductive health',
        can: 'sees entries about sexual and reproductive health that are marked so',
      },
      {
        permission: 'sensitive.violence',
        name: 'Violence and abuse',
        can: 'sees entries about violence and abuse that are marked so',
      },
      {
        permission: 'sensitive.genetic',
        name: 'Genetics',
        can: 'sees genetic findings that are marked so',
      },
      {
        permission: 'sensitive.confidential',
        name: 'Otherwise confidential',
        can: 'sees entries that are marked confidential and say no kind',
      },
    ],
  },
  {
    name: 'Schedule',
    rights: [
      { permission: 'schedule.read', name: 'See the schedule', can: 'sees who comes when' },
      { permission: 'schedule.write', name: 'Book visits', can: 'books, moves and cancels visits' },
      {
        permission: 'schedule.overbook',
        name: 'Overbook past the limit',
        can: 'books more visits at one time than the limit lets others book',
      },
      {
        permission: 'schedule.configure',
        name: 'Set up the schedule',
        can: 'sets up visit types, rooms, equipment, and when somebody can be booked',
      },
      {
        permission: 'payment.take',
        name: 'Take payments at the desk',
        can: 'takes copays and gives receipts',
      },
    ],
  },
  {
    name: 'Billing',
    rights: [
      { permission: 'billing.read', name: 'See billing', can: 'sees charges, claims and balances' },
      {
        permission: 'billing.write',
        name: 'Work on billing',
        can: 'changes charges, sends claims and posts payments',
      },
    ],
  },
  {
    name: 'Records in and out',
    rights: [
      {
        permission: 'print',
        name: 'Print and give out',
        can: 'prints and copies what they may see, and writes down and sees to whom data was given',
      },
      { permission: 'record.import', name: 'Import records', can: 'brings in records from another system' },
      { permission: 'record.export', name: 'Export records', can: 'takes whole records out of the practice' },
      {
        permission: 'export.clear',
        name: 'Export in the clear',
        can: 'writes what they export without encryption',
      },
    ],
  },
  {
    name: 'Running the practice',
    rights: [
      {
        permission: 'practice.configure',
        name: 'Set up the practice',
        can: 'sets up the practice, its workstations and its cloud',
      },
      {
        permission: 'user.manage',
        name: 'Give access',
        can: 'invites people and decides what they may do',
      },
      { permission: 'audit.read', name: 'Read the audit log', can: 'reads and exports who did what' },
      {
        permission: 'case.review',
        name: 'Look into cases',
        can: 'looks into emergency access and unusual reading, and closes the case',
      },
      {
        permission: 'legal.hold',
        name: 'Place legal holds',
        can: 'holds a chart or all of the practice, so that nothing of it is let go, and lifts that',
      },
      {
        permission: 'retention.purge',
        name: 'Let go of old records',
        can: 'proposes that what is older than the policy goes, or confirms what somebody else proposed',
      },
    ],
  },
]

export const permissionWords: ReadonlyMap<Permission, PermissionWords> = new Map(
  permissionGroups.flatMap(({ rights }) => rights.map((words) => [words.permission, words] as const)),
)

export const roleWords: Readonly<Record<Role, Readonly<{ name: string; about: string }>>> = {
  physician: { name: 'Physician', about: 'Sees patients, writes and signs.' },
  'nurse-practitioner': { name: 'Nurse practitioner', about: 'Sees patients, writes and signs.' },
  nurse: { name: 'Nurse', about: 'Works in charts, does not sign.' },
  'medical-assistant': {
    name: 'Medical assistant',
    about: 'Rooms patients and works in charts, does not sign.',
  },
  'front-desk': { name: 'Front desk', about: 'Registers and books; charts stay closed.' },
  biller: { name: 'Biller', about: 'Works on claims and payments; charts stay closed.' },
  'practice-manager': {
    name: 'Practice manager',
    about: 'Sets up the practice, sees schedule and billing; charts stay closed.',
  },
  administrator: {
    name: 'Administrator (IT)',
    about: 'Gives access and sets up workstations; cannot read charts.',
  },
  auditor: { name: 'Auditor', about: 'Reads the audit log; cannot change anything.' },
}

/** Roles and levels in one line: `Nurse, Weekend desk`; and where they reach some locations only, which: `Nurse · only Northside`. */
export const accessText = ({
  roles,
  levels,
  reach,
}: Readonly<{
  roles: readonly Role[]
  levels: readonly Readonly<{ name: string }>[]
  reach: Reached
}>): string =>
  [
    [...roles.map((role) => roleWords[role].name), ...levels.map(({ name }) => name)].join(', '),
    ...(reach ? [`only ${placesText(reach.places)}`] : []),
  ].join(' · ')

type Reached = Readonly<{ places: readonly Readonly<{ name: string }>[] }> | null

/** What each location is called where it stands alone: a department with its location before it, `Harbor: Cardiology`. */
export function placeNames(
  locations: readonly Readonly<{ id: string; name: string; partOf: string | null }>[],
): ReadonlyMap<string, string> {
  const names = new Map(locations.map(({ id, name }) => [id, name]))
  return new Map(
    locations.map(({ id, name, partOf }) => [
      id,
      partOf === null ? name : `${names.get(partOf) ?? ''}: ${name}`,
    ]),
  )
}

/** Names of locations and departments, and how many more where they would not fit in `most` characters. */
export function placesText(places: readonly Readonly<{ name: string }>[], most = 200): string {
  const names = places
    .map(({ name }) => name || 'a location not known here')
    .toSorted((a, b) => a.localeCompare(b, 'en'))
  for (let shown = names.length; shown > 0; shown -= 1) {
    const more = names.length - shown
    const text = `${names.slice(0, shown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    if (text.length <= most) return text
  }
  return `${places.length} locations`
}
