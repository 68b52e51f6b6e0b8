/** A busy day for the flow board: whoever a test is about, by name, and thirty others at every stage. */
import { addDays, dayIn, startOfDay } from '../../shared/kernel/time.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { deskChecks } from '../../shared/schedule/desk-check.ts'
import { resources } from '../../shared/schedule/resource.ts'
import type { StepKind } from '../../shared/schedule/step.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { expected, furnish, somebody } from './flow-day.ts'
import { command, newTestId } from './store.ts'

const long = 'Featherstonehaugh-Montgomery de la Cruz y Villanueva'
const families = [
  'Lindqvist',
  'Abara',
  'Osei',
  'Haddad',
  'Novak',
  'Sato',
  'Moreau',
  'Park',
  'Mensah',
  'Okafor',
]
const today = () => dayIn(owner.timeZone, Date.now())

/** So many minutes from now, and still today, whenever the test runs. */
function around(minutes: number): string {
  const first = Date.parse(startOfDay(owner.timeZone, today()))
  const last = Date.parse(startOfDay(owner.timeZone, addDays(today(), 1))) - 60_000
  return new Date(Math.min(last, Math.max(first, Date.now() + minutes * 60_000))).toISOString()
}

/** What has happened to somebody, each so many minutes ago. */
const happened = (
  desk: Workstation,
  steps: readonly (readonly [kind: StepKind, ago: number, roomId?: string])[],
): Appointment['steps'] =>
  steps.map(([kind, ago, roomId]) => ({
    id: newTestId(),
    kind,
    at: new Date(Date.now() - ago * 60_000).toISOString(),
    by: desk.session.actor.id,
    roomId: roomId ?? null,
    reason: '',
    note: '',
  }))

export async function busyDay(desk: Workstation): Promise<void> {
  const house = furnish(desk, desk.session.actor.id)
  const { locationId, provider, rooms } = house
  const other = newTestId()
  command(desk.session.store, (tx) => {
    const none = { practitionerId: null, userId: null, atOnce: 1, overbook: 0, active: true }
    tx.put(resources, {
      ...none,
      id: other,
      kind: 'provider',
      name: 'Kofi Mensah, NP',
      short: 'MEN',
      locationId: null,
      category: '',
      rank: 9,
    })
    for (let weekday = 1; weekday <= 7; weekday += 1)
      tx.put(availabilities, {
        id: newTestId(),
        resourceId: provider,
        locationId,
        weekday,
        everyWeeks: 1,
        firstDay: '2020-01-01',
        lastDay: null,
        fromMinute: 540,
        toMinute: 1020,
        kind: 'open',
        visitTypeIds: [],
        releaseHours: null,
        note: '',
        by: desk.session.actor.id,
        at: '2020-01-01T00:00:00.000Z',
      })
  })
  const add = async (
    family: string,
    minutes: number,
    steps: Parameters<typeof happened>[1] = [],
    more: Partial<Appointment> = {},
    isComplete = false,
  ) => {
    const patientId = await somebody(desk, family, 'Blue Cross of Massachusetts')
    const seen = { on: today(), by: desk.session.actor.id, at: new Date().toISOString() }
    if (isComplete)
      command(desk.session.store, (tx) =>
        tx.put(deskChecks, {
          id: patientId,
          consent: seen,
          privacyNotice: seen,
          card: seen,
          identity: seen,
          address: seen,
          eligibility: seen,
        }),
      )
    expected(desk, house, patientId, around(minutes), { steps: happened(desk, steps), ...more })
    return patientId
  }
  // those whom the test is about
  await add('Zimmer', 10, [], {}, true)
  await add('Yilmaz', 20, [], { copayCents: 2500 })
  await add('Quist', -30)
  await add('Walker', -2000, [], { copayCents: null }, true)
  await add(long, -40, [['arrived', 42]], { copayCents: 4000 })
  await add(
    'Ferrante',
    -50,
    [
      ['arrived', 60],
      ['roomed', 31, rooms[1]],
    ],
    {},
    true,
  )
  await add(
    'Ibsen',
    -70,
    [
      ['arrived', 80],
      ['roomed', 60, rooms[1]],
      ['with-provider', 21],
    ],
    { copayCents: 2500 },
    true,
  )
  await add(
    'Delgado',
    -90,
    [
      ['arrived', 100],
      ['with-provider', 60],
      ['checkout', 6],
    ],
    { copayCents: 2500 },
    true,
  )
  // and the rest of the house
  for (let n = 0; n < 30; n += 1) {
    const family = `${families[n % families.length]}${n < 10 ? '' : `-${families[(n * 7) % families.length]}`}`
    const plan = { providers: [n % 3 === 0 ? provider : other] }
    const minutes = (n - 12) * 15
    const steps: Parameters<typeof happened>[1] =
      n < 6
        ? [
            ['arrived', 100],
            ['left', 40],
          ]
        : n === 6
          ? [['no-show', 5]]
          : n < 20 && n % 2 === 0
            ? [['confirmed', 900]]
            : []
    const patientId = await add(family, minutes, steps, {}, n % 3 !== 0)
    command(desk.session.store, (tx) => {
      const [row] = tx.rows<{ id: string; plan: Appointment['plan'] }>(
        'SELECT id, plan FROM appointments WHERE patientId = ?',
        patientId,
      )
      if (row) tx.amend(appointments, row.id, { plan: { ...row.plan, ...plan } })
    })
  }
}
