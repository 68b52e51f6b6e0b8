/** Calendars of providers: written to a file that a calendar reads, and addresses that are opened once and closed. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { exportCalendar } from '../../shared/schedule/export-calendar.ts'
import {
  closeCalendarFeed,
  listCalendarFeeds,
  openCalendarFeed,
} from '../../shared/schedule/keep-calendar-feeds.ts'
import { locations } from '../../shared/access/location.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, doorOf, newPractice, tempFolder, withRights } from '../kit/practice.ts'
import { readCalendarText } from '../kit/read-calendar.ts'
import { place, scheduledPractice } from '../kit/scheduled.ts'
import { command } from '../kit/store.ts'

const days = { firstDay: '2026-11-24', days: 1 }

test('a provider’s days as a file: by the day of each location, without the kind of a visit that is closed', async () => {
  const folder = tempFolder()
  const { desk, rivera, one, register, patientId, booking } = await scheduledPractice(
    await newPractice({ folder }),
  )
  const honolulu = place('Honolulu', 'Pacific/Honolulu')
  command(desk.session.store, (tx) => tx.put(locations, honolulu))
  const hidden = await register('Secretive')
  await desk.call(bookAppointment, booking('15:00', { patientId: hidden }))
  // nine in the evening on the 24th there, and eleven on the 23rd: by UTC both are other days
  for (const startsAt of ['2026-11-25T07:00:00.000Z', '2026-11-24T09:00:00.000Z'])
    await desk.call(bookAppointment, booking('00:00', {}, { startsAt, locationId: honolulu.id }))
  await desk.call(bookAppointment, booking('16:00', { patientId }))
  await desk.call(restrictChart, { ...restrictChart.example, patientId: hidden })

  const write = async (shows: 'busy' | 'type') => {
    const { written } = await desk.call(exportCalendar, { resourceId: rivera.id, ...days, shows })
    return readCalendarText(readFileSync(join(folder, written?.fileName ?? ''), 'utf8'))
  }
  const { events } = await write('busy')
  expect(events.map(({ DTSTART, SUMMARY }) => [DTSTART, SUMMARY])).toEqual([
    ['20261124T150000Z', 'Busy'],
    ['20261124T160000Z', 'Busy'],
    ['20261125T070000Z', 'Busy'],
  ])
  // whoever is not named for the chart is told of it what anybody is
  const other = doorOf(desk, {
    session: () =>
      withRights(
        desk.session,
        permissions.filter((right) => right !== 'chart.restricted'),
      ),
  })
  await other(exportCalendar.name, JSON.stringify({ resourceId: rivera.id, ...days, shows: 'type' }))
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(files).toHaveLength(2)
  const typed = files.map(readCalendarText).find((each) => each.events[0]?.['SUMMARY'] !== 'Busy')
  expect(typed?.events.map(({ SUMMARY, LOCATION }) => [SUMMARY, LOCATION])).toEqual([
    ['Visit', 'Main Street'],
    ['Follow-up', 'Main Street'],
    ['Follow-up', 'Honolulu'],
  ])
  for (const text of files)
    for (const word of ['Okon', 'Secretive', 'Cough', 'interpreter']) expect(text).not.toContain(word)

  const [entry] = auditRows(desk).filter(({ action }) => action === 'calendar.export')
  expect(entry).toMatchObject({ outcome: 'done', subject: null })
  expect(JSON.parse(entry?.detail ?? '{}')).toEqual({ resourceId: rivera.id, ...days, shows: 'busy' })
  const ofRoom = { resourceId: one.id, ...days }
  expect(await reasonOf(desk.call(exportCalendar, ofRoom))).toBe('resource.no-provider')
  desk.folder = null
  expect(await desk.call(exportCalendar, { resourceId: rivera.id, ...days })).toEqual({ written: null })
  expect(readdirSync(folder)).toHaveLength(2)
})

test('an address is shown once and kept nowhere; closed it stays closed', async () => {
  const { desk, rivera, one } = await scheduledPractice()
  expect(await reasonOf(desk.call(openCalendarFeed, { resourceId: one.id }))).toBe('resource.no-provider')
  const { path, calendarFeedId } = await desk.call(openCalendarFeed, { resourceId: rivera.id })
  const token = /^\/calendars\/[0-9a-f-]{36}\/([A-Za-z0-9_-]{32})\.ics$/.exec(path)?.[1] ?? ''
  expect(token).not.toBe('')
  const { read } = desk.session.store
  const tables = read.rows<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'`,
  )
  const holding = tables.filter(({ name }) =>
    JSON.stringify(read.rows(`SELECT * FROM "${name}"`)).includes(token),
  )
  expect(holding).toEqual([])
  expect(JSON.stringify(auditRows(desk))).not.toContain(token)

  expect(await desk.call(listCalendarFeeds, {})).toMatchObject({
    feeds: [{ calendarFeedId, provider: 'Dr. Rivera', active: true, shows: 'busy', closedAt: null }],
  })
  await desk.call(closeCalendarFeed, { calendarFeedId })
  const [closed] = (await desk.call(listCalendarFeeds, {})).feeds
  expect(closed?.closedAt).not.toBeNull()
  await desk.call(closeCalendarFeed, { calendarFeedId })
  expect((await desk.call(listCalendarFeeds, {})).feeds[0]).toEqual(closed)
  const nobodys = crypto.randomUUID()
  expect(await reasonOf(desk.call(closeCalendarFeed, { calendarFeedId: nobodys }))).toBe('calendar.no-feed')
})
