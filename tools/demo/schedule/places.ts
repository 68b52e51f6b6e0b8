/** What the demo practice books: kinds of visits, and the people, rooms and equipment that they take. */
import type { RowOf } from '../../../shared/kernel/record.ts'
import type { resources } from '../../../shared/schedule/resource.ts'
import type { visitTypes } from '../../../shared/schedule/visit-type.ts'
import type { Site } from '../data/staff.ts'
import type { Random } from '../random.ts'

export type VisitType = RowOf<typeof visitTypes>
export type Resource = RowOf<typeof resources>

const exam = [{ kind: 'room', category: 'exam' }] as const

type TypeRow = Pick<VisitType, 'name' | 'color' | 'minutes'> & Partial<VisitType>
const typeRows = {
  office: { name: 'Office visit', color: 'blue', minutes: 20, needs: [...exam], cleanMinutes: 5 },
  followUp: { name: 'Follow-up', color: 'indigo', minutes: 15, needs: [...exam], cleanMinutes: 5 },
  newPatient: {
    name: 'New patient',
    color: 'green',
    minutes: 40,
    needs: [...exam],
    cleanMinutes: 5,
    newPatients: true,
    instructions:
      'Come 15 minutes early. Bring your insurance card, a photo identification, and every medicine you take in its bottle.',
  },
  physical: {
    name: 'Annual physical',
    color: 'teal',
    minutes: 40,
    needs: [...exam],
    cleanMinutes: 5,
    instructions: 'Eat nothing for 8 hours before the visit; water is fine. Take your medicines as usual.',
  },
  wellChild: { name: 'Well-child visit', color: 'lime', minutes: 30, needs: [...exam], cleanMinutes: 5 },
  sick: { name: 'Sick visit, same day', color: 'orange', minutes: 15, needs: [...exam], cleanMinutes: 10 },
  video: {
    name: 'Video visit',
    color: 'violet',
    minutes: 20,
    telehealth: true,
    instructions: 'Be where it is quiet and bright. The link comes by e-mail an hour before.',
  },
  nurse: { name: 'Nurse visit', color: 'yellow', minutes: 15, needs: [...exam] },
  procedure: {
    name: 'Minor procedure',
    color: 'red',
    minutes: 45,
    prepareMinutes: 10,
    cleanMinutes: 15,
    needs: [{ kind: 'room', category: 'procedure' }],
    instructions: 'Tell us beforehand if you take a blood thinner. Somebody should drive you home.',
  },
  ultrasound: {
    name: 'Ultrasound',
    color: 'grape',
    minutes: 30,
    prepareMinutes: 5,
    cleanMinutes: 10,
    needs: [...exam, { kind: 'equipment', category: 'ultrasound' }],
    instructions: 'Drink four glasses of water in the hour before, and do not empty your bladder.',
  },
  ecg: {
    name: 'Electrocardiogram',
    color: 'pink',
    minutes: 20,
    prepareMinutes: 5,
    cleanMinutes: 5,
    needs: [...exam, { kind: 'equipment', category: 'ecg' }],
  },
  driveThrough: { name: 'Drive-through test', color: 'gray', minutes: 10, active: false },
  group: {
    name: 'Class',
    color: 'gray',
    minutes: 60,
    prepareMinutes: 10,
    cleanMinutes: 10,
    needs: [{ kind: 'room', category: 'group' }],
    instructions: 'Wear something comfortable. Family is welcome.',
  },
} satisfies Record<string, TypeRow>
export type TypeKey = keyof typeof typeRows

export const makeTypes = (random: Random): Record<TypeKey, VisitType> =>
  Object.fromEntries(
    Object.entries(typeRows).map(([key, row], place) => [
      key,
      {
        id: random.uuid(),
        prepareMinutes: 0,
        cleanMinutes: 0,
        needs: [],
        telehealth: false,
        newPatients: false,
        instructions: '',
        active: true,
        rank: place,
        ...row,
      },
    ]),
  ) as unknown as Record<TypeKey, VisitType>

/** By key of the staff list. Hours by day of the week, 1 Monday to 7 Sunday; a lunch is a gap in them. */
export type Hours = Readonly<{
  site: Site
  days: readonly number[]
  hours: readonly (readonly [from: number, to: number])[]
  everyWeeks?: number
}>
const day = [
  [480, 720],
  [780, 1020],
] as const
const morning = [[480, 720]] as const
const late = [
  [600, 780],
  [840, 1140],
] as const

export const providerRows: readonly Readonly<{
  staff: string
  short: string
  overbook: number
  sees: 'everyone' | 'adults' | 'children' | 'nurse'
  weeks: readonly Hours[]
}>[] = [
  {
    staff: 'rivera',
    short: 'Rivera',
    overbook: 1,
    sees: 'everyone',
    weeks: [
      { site: 'salem', days: [1, 2, 5], hours: day },
      { site: 'salem', days: [3], hours: morning },
      { site: 'lynn', days: [4], hours: day },
    ],
  },
  {
    staff: 'brannigan',
    short: 'Brannigan',
    overbook: 1,
    sees: 'adults',
    weeks: [{ site: 'salem', days: [1, 2, 3, 4, 5], hours: day }],
  },
  {
    staff: 'okafor',
    short: 'Okafor',
    overbook: 2,
    sees: 'children',
    weeks: [
      { site: 'salem', days: [1, 2, 3, 5], hours: day },
      { site: 'beverly', days: [4], hours: day },
    ],
  },
  {
    staff: 'patenaude',
    short: 'Patenaude',
    overbook: 1,
    sees: 'everyone',
    weeks: [
      { site: 'salem', days: [1, 2, 3, 4], hours: late },
      { site: 'beverly', days: [5], hours: day, everyWeeks: 2 },
    ],
  },
  {
    staff: 'delacroix',
    short: 'Delacroix-T.',
    overbook: 0,
    sees: 'adults',
    weeks: [
      { site: 'beverly', days: [1, 3, 4], hours: day },
      { site: 'salem', days: [2], hours: day },
    ],
  },
  {
    staff: 'raghunathan',
    short: 'Raghunathan',
    overbook: 1,
    sees: 'everyone',
    weeks: [{ site: 'beverly', days: [1, 2, 4, 5], hours: day }],
  },
  {
    staff: 'seo',
    short: 'Seo',
    overbook: 1,
    sees: 'everyone',
    weeks: [{ site: 'lynn', days: [1, 2, 3, 5], hours: day }],
  },
  {
    staff: 'hoxha',
    short: 'Nurse Salem',
    overbook: 1,
    sees: 'nurse',
    weeks: [{ site: 'salem', days: [1, 2, 3, 4, 5], hours: [[480, 960]] }],
  },
]

const roomRows: readonly (readonly [site: Site, name: string, category: string, short: string])[] = [
  ['salem', 'Exam 1', 'exam', 'S1'],
  ['salem', 'Exam 2', 'exam', 'S2'],
  ['salem', 'Exam 3', 'exam', 'S3'],
  ['salem', 'Exam 4', 'exam', 'S4'],
  ['salem', 'Exam 5', 'exam', 'S5'],
  ['salem', 'Exam 6', 'exam', 'S6'],
  ['salem', 'Procedure room', 'procedure', 'SP'],
  ['salem', 'Group room', 'group', 'SG'],
  ['beverly', 'Exam A', 'exam', 'BA'],
  ['beverly', 'Exam B', 'exam', 'BB'],
  ['beverly', 'Exam C', 'exam', 'BC'],
  ['lynn', 'Room 1', 'exam', 'L1'],
  ['lynn', 'Room 2', 'exam', 'L2'],
]
const equipmentRows: readonly (readonly [site: Site, name: string, category: string, short: string])[] = [
  ['salem', 'Ultrasound', 'ultrasound', 'US'],
  ['salem', 'ECG cart', 'ecg', 'ECG'],
  ['lynn', 'ECG cart, Lynn', 'ecg', 'ECG L'],
]

/** What rows outside of the schedule they are, by key: of locations and of those who treat patients. */
export type Known = Readonly<{
  sites: ReadonlyMap<Site, string>
  practitioners: ReadonlyMap<string, Readonly<{ id: string; name: string; specialty: string }>>
  owner: string
}>

export type Made = Readonly<{
  providers: ReadonlyMap<string, Resource>
  rooms: readonly Resource[]
  equipment: readonly Resource[]
}>

export function makeResources(random: Random, { sites, practitioners, owner }: Known): Made {
  const providers = new Map(
    providerRows.flatMap(({ staff, short, overbook }, rank): [string, Resource][] => {
      const who = practitioners.get(staff)
      if (!who) return []
      const row: Resource = {
        id: random.uuid(),
        kind: 'provider',
        name: who.name,
        short,
        locationId: null,
        practitionerId: who.id,
        userId: staff === 'rivera' ? owner : null,
        category: who.specialty,
        atOnce: 1,
        overbook,
        active: true,
        rank,
      }
      return [[staff, row]]
    }),
  )
  const at = (kind: 'room' | 'equipment', rows: typeof roomRows): Resource[] =>
    rows.map(([site, name, category, short], rank) => ({
      id: random.uuid(),
      kind,
      name,
      short,
      locationId: sites.get(site) ?? null,
      practitionerId: null,
      userId: null,
      category,
      atOnce: 1,
      overbook: 0,
      active: true,
      rank,
    }))
  return { providers, rooms: at('room', roomRows), equipment: at('equipment', equipmentRows) }
}
