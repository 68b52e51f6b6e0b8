import { expect, test } from 'vitest'
import { listLocations } from '../../shared/access/list-locations.ts'
import { saveLocation } from '../../shared/access/save-location.ts'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { getDays, getScheduleNames } from '../../shared/schedule/get-days.ts'
import { getSetup } from '../../shared/schedule/get-setup.ts'
import { listBlocks, listBooked } from '../../shared/schedule/list-blocks.ts'
import { blockTime, removeBlock, saveBlock } from '../../shared/schedule/save-block.ts'
import { getHours, saveHours, type HoursStretch } from '../../shared/schedule/save-hours.ts'
import { archiveResource, saveResource } from '../../shared/schedule/save-resource.ts'
import { saveSchedulePolicy } from '../../shared/schedule/save-schedule-policy.ts'
import { archiveVisitType, saveVisitType } from '../../shared/schedule/save-visit-type.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows } from '../kit/practice.ts'
import { scheduledPractice } from '../kit/scheduled.ts'

const physical = saveVisitType.example

test('a kind of visit is made, changed by whoever saw it last, archived and taken back', async () => {
  const { desk } = await scheduledPractice()
  const { visitTypeId } = await desk.call(saveVisitType, physical)
  expect(await reasonOf(desk.call(saveVisitType, { ...physical, name: 'ANNUAL  physical' }))).toBe(
    'visit-type.name-taken',
  )
  await desk.call(saveVisitType, { ...physical, visitTypeId, version: 1, minutes: 45 })
  expect(await reasonOf(desk.call(saveVisitType, { ...physical, visitTypeId, version: 1 }))).toBe(
    'row.changed',
  )
  await desk.call(archiveVisitType, { visitTypeId, version: 2, archived: true })
  const named = async () =>
    (await desk.call(getScheduleNames, {})).visitTypes.find((each) => each.visitTypeId === visitTypeId)
  expect(await named()).toMatchObject({ minutes: 45, active: false, color: 'teal' })
  // its name is free while it is archived
  await desk.call(saveVisitType, physical)
  await desk.call(archiveVisitType, { visitTypeId, version: 3, archived: false })
  expect(await named()).toMatchObject({ active: true })
  expect(auditRows(desk).filter(({ action }) => action.startsWith('visit-type.'))).toHaveLength(7)
})

test('a room is somewhere, a provider is not, and who signs in as them is known', async () => {
  const { desk, here } = await scheduledPractice()
  const { people, locations } = await desk.call(getSetup, {})
  expect(locations.map(({ name }) => name)).toContain('Main Street')
  const made = saveResource.example
  const room = { ...made, kind: 'room' as const, name: 'Room 9', category: 'exam' }
  expect(await reasonOf(desk.call(saveResource, room))).toBe('resource.no-location')
  await desk.call(saveResource, { ...room, locationId: here.id })
  expect(await reasonOf(desk.call(saveResource, { ...room, locationId: here.id }))).toBe(
    'resource.name-taken',
  )
  const { resourceId } = await desk.call(saveResource, {
    ...made,
    locationId: here.id,
    userId: people[0]?.userId ?? '',
  })
  const seen = async () => (await desk.call(getSetup, {})).resources.find(({ id }) => id === resourceId)
  expect(await seen()).toMatchObject({ locationId: null, userId: people[0]?.userId, version: 1 })
  await desk.call(archiveResource, { resourceId, version: 1, archived: true })
  expect(await seen()).toMatchObject({ active: false, version: 2 })
})

const week = (locationId: string, more: Partial<HoursStretch> = {}): HoursStretch => ({
  locationId,
  weekday: 3,
  everyWeeks: 1,
  firstDay: '2026-11-23',
  lastDay: null,
  fromMinute: 480,
  toMinute: 720,
  kind: 'open',
  visitTypeIds: [],
  releaseHours: null,
  note: '',
  ...more,
})

test('hours open a day of the week, other hours of one date, and two people change different stretches', async () => {
  const { desk, here, there } = await scheduledPractice()
  const { resourceId } = await desk.call(saveResource, { ...saveResource.example, name: 'Dr. New' })
  const nothing = { resourceId, add: [], change: [], remove: [] }
  const afternoon = week(here.id, { fromMinute: 780, toMinute: 1020 })
  await desk.call(saveHours, { ...nothing, add: [week(here.id), afternoon] })
  const open = async (firstDay: string) => {
    const { days } = await desk.call(getDays, {
      firstDay,
      days: 1,
      locationId: null,
      kind: 'provider',
      resourceIds: [resourceId],
    })
    const [day] = days
    return day?.columns[0]?.open.map(({ fromMin, toMin }) => [fromMin - day.fromMin, toMin - day.fromMin])
  }
  expect(await open('2026-11-25')).toEqual([
    [480, 720],
    [780, 1020],
  ])
  expect(await open('2026-11-26')).toEqual([])

  const elsewhere = week(there.id, { fromMinute: 700, toMinute: 760 })
  expect(await reasonOf(desk.call(saveHours, { ...nothing, add: [elsewhere] }))).toBe('hours.overlap')
  expect(await reasonOf(desk.call(saveHours, { ...nothing, add: [week(here.id, { toMinute: 480 })] }))).toBe(
    'hours.crooked',
  )
  expect(await reasonOf(desk.call(saveHours, { ...nothing, add: [week(here.id, { weekday: null })] }))).toBe(
    'hours.crooked',
  )

  const { stretches } = await desk.call(getHours, { resourceId })
  const [one, two] = stretches.toSorted((a, b) => a.stretch.fromMinute - b.stretch.fromMinute)
  if (!one || !two) throw new Error('two stretches')
  await desk.call(saveHours, { ...nothing, change: [{ ...one, stretch: { ...one.stretch, toMinute: 660 } }] })
  await desk.call(saveHours, { ...nothing, remove: [{ availabilityId: two.availabilityId, version: 1 }] })
  expect(await open('2026-11-25')).toEqual([[480, 660]])
  expect(await reasonOf(desk.call(saveHours, { ...nothing, change: [one] }))).toBe('row.changed')
  const dated = week(here.id, {
    weekday: null,
    firstDay: '2026-12-02',
    lastDay: '2026-12-02',
    fromMinute: 600,
    toMinute: 700,
  })
  await desk.call(saveHours, { ...nothing, add: [dated] })
  expect(await open('2026-12-02')).toEqual([[600, 700]])
  expect(await open('2026-12-09')).toEqual([[480, 660]])
})

test('a block says who is booked in it, closes the time, and leaves them booked until it is taken away', async () => {
  const { desk, booking, rivera, patientId } = await scheduledPractice()
  await desk.call(bookAppointment, booking('15:00'))
  const { resources } = await desk.call(getSetup, {})
  const other = resources.find(({ name }) => name === 'Dr. Osei')?.id ?? ''
  const block: InputOf<typeof listBooked>['block'] = {
    resourceId: rivera.id,
    locationId: null,
    kind: 'illness',
    firstDay: '2026-11-23',
    lastDay: '2026-11-27',
    weekdays: [],
    fromMinute: 0,
    toMinute: 1440,
    note: '',
  }
  const booked = async (more: Partial<typeof block> = {}) =>
    (await desk.call(listBooked, { block: { ...block, ...more } })).appointments.map(
      ({ line }) => line.patientId,
    )
  expect(await booked()).toEqual([patientId])
  expect(await booked({ resourceId: null })).toEqual([patientId])
  expect(await booked({ resourceId: other })).toEqual([])
  // 15:00 UTC is ten in the morning there, on a Tuesday
  expect(await booked({ fromMinute: 605, toMinute: 700, weekdays: [2] })).toEqual([patientId])
  expect(await booked({ fromMinute: 700 })).toEqual([])
  expect(await booked({ weekdays: [1, 3] })).toEqual([])
  expect(await booked({ lastDay: null, firstDay: '2026-11-25' })).toEqual([])

  expect(
    await reasonOf(desk.call(saveBlock, { blockId: null, version: null, block: { ...block, toMinute: 0 } })),
  ).toBe('block.crooked')
  const { blockId } = await desk.call(blockTime, { blockId: null, version: null, block })
  await desk.call(saveBlock, { blockId, version: 1, block: { ...block, kind: 'vacation' } })
  expect((await desk.call(listBlocks, {})).blocks).toMatchObject([
    { blockId, version: 2, block: { kind: 'vacation' } },
  ])
  expect(await booked()).toEqual([patientId])
  expect(await reasonOf(desk.call(removeBlock, { blockId, version: 1 }))).toBe('row.changed')
  await desk.call(removeBlock, { blockId, version: 2 })
  expect((await desk.call(listBlocks, {})).blocks).toEqual([])
})

test('how the practice schedules is said once, and by whoever saw what was said', async () => {
  const { desk } = await scheduledPractice()
  const { policy } = await desk.call(getSetup, {})
  expect(policy.version).toBeNull()
  await desk.call(saveSchedulePolicy, { ...policy, arrivedLimit: 20 })
  expect(await reasonOf(desk.call(saveSchedulePolicy, { ...policy, arrivedLimit: 25 }))).toBe('row.changed')
  expect(
    await reasonOf(desk.call(saveSchedulePolicy, { ...policy, version: 1, dayStart: 1080, dayEnd: 480 })),
  ).toBe('policy.hours')
  await desk.call(saveSchedulePolicy, { ...policy, version: 1, arrivedLimit: 25 })
  expect((await desk.call(getScheduleNames, {})).policy.arrivedLimit).toBe(25)
})

test('a location has a time zone there is, keeps it where nobody speaks of it, and a department has none', async () => {
  const { desk } = await scheduledPractice()
  const west = { ...saveLocation.example, name: 'West', timeZone: 'America/Los_Angeles' }
  const { locationId } = await desk.call(saveLocation, west)
  expect(await reasonOf(desk.call(saveLocation, { ...west, name: 'Moon', timeZone: 'Moon/Tycho' }))).toBe(
    'input.invalid',
  )
  const { timeZone: _unsaid, ...rest } = west
  await desk.call(saveLocation, { ...rest, locationId, version: 1, phone: '617-555-0100' })
  const { locationId: lab } = await desk.call(saveLocation, { ...west, name: 'Lab', partOf: locationId })
  const { locations } = await desk.call(listLocations, { show: 'own' })
  const zoneOf = (id: string) => locations.find((each) => each.locationId === id)?.timeZone
  expect([zoneOf(locationId), zoneOf(lab)]).toEqual(['America/Los_Angeles', null])
  const setup = await desk.call(getSetup, {})
  expect(setup.locations.find((each) => each.locationId === lab)?.timeZone).toBe('America/Los_Angeles')
})
